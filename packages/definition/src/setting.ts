/** What people want to do with a setting: the part of docs/configuration.md that tells of it. */
export type SettingTask =
  | 'openapi'
  | 'functions'
  | 'grpc'
  | 'discovery'
  | 'connections'
  | 'credentials'
  | 'service-credentials'
  | 'tokens'
  | 'function-credentials'
  | 'limits'
  | 'events'
  | 'jobs'
  | 'documents'
  | 'scripts'
  | 'callers'
  | 'server'
  | 'telemetry';

/** What docs/configuration.md says about a setting. Every text is Markdown without line breaks. */
export interface SettingDeclaration {
  /** Its key; what differs from case to case stands in angle brackets: `quarkus.rest-client.<key>.url`. */
  readonly key: string;
  /** The part of the document that tells of it. */
  readonly task: SettingTask;
  /** What it does, in a sentence. */
  readonly does: string;
  /** What its value is, with its unit. */
  readonly value: string;
  /** What holds without it; absent: nothing. */
  readonly default?: string;
  /** `workflow`: also in the files beside a document. `server`: only where the server is started. */
  readonly where: 'workflow' | 'server';
  /** As it is written in a properties file. */
  readonly example: string;
}

/** A setting that code reads. */
export interface Setting extends SettingDeclaration {
  /** The key with its placeholders filled in: `named({ key: 'pets_yaml' })`. @throws Error for one without a value */
  named(values: { readonly [placeholder: string]: string }): string;
}

/**
 * Declares a setting beside the code that reads it. docs/configuration.md is written from these declarations, which is why
 * their texts stand in the call itself (scripts/configuration-docs.mjs reads them from the source).
 *
 * @example
 * const URL_OF = setting({ key: 'quarkus.rest-client.<key>.url', … });
 * configuration(URL_OF.named({ key: 'pets_yaml' }));
 */
export function setting(declaration: SettingDeclaration): Setting {
  // Calls of runs look settings up, so the key is taken apart once: texts, and names of placeholders between them.
  const parts = declaration.key.split(/<(\w+)>/);
  const valueOf = (values: { readonly [placeholder: string]: string }, placeholder: string): string => {
    const value = Object.hasOwn(values, placeholder) ? values[placeholder] : undefined;
    if (value === undefined) throw new Error(`${declaration.key} needs a value for <${placeholder}>.`);
    return value;
  };
  return {
    ...declaration,
    named: (values) => parts.map((part, at) => (at % 2 === 0 ? part : valueOf(values, part))).join(''),
  };
}
