import { fromEnvironment } from './environment-names.js';
import type { Variables } from './environment-names.js';
import { expand } from './expand.js';
import type { Properties } from './properties.js';

/** Where the settings of a workflow come from, what counts most first. */
export interface SettingsSources {
  /** What whoever started the server set by hand (`--set`). */
  readonly set?: Properties;
  readonly environment?: Variables;
  /** What holds for all workflows of the server (`--config`). */
  readonly shared?: Properties;
  /** What stands beside the workflow's document. */
  readonly folder?: Properties;
  /** Whose environment variables win; `%profile.` keys of files are sorted out when those are read. */
  readonly profile?: string;
}

/** The sources that all workflows of a server have in common. */
export type CommonSources = Omit<SettingsSources, 'folder'> & { readonly profile: string };

const MAX_KNOWN = 1_000;

/** The settings of one workflow. Values are filled in from each other (`${key:default}`) when they are first read. */
export class Settings implements Iterable<readonly [key: string, value: string]> {
  readonly #sources: SettingsSources;
  readonly #environment: Variables;
  /** What keys that were asked for lately have, as every call of a run asks for some. */
  readonly #known = new Map<string, string | undefined>();

  constructor(sources: SettingsSources = {}) {
    this.#sources = sources;
    // Reading process.env asks the operating system each time.
    this.#environment = { ...sources.environment };
  }

  get(key: string): string | undefined {
    const known = this.#known.get(key);
    if (known !== undefined || this.#known.has(key)) return known;
    const written = this.#written(key);
    const value = written === undefined ? undefined : expand(written, (name) => this.#written(name));
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    this.#known.set(key, value);
    return value;
  }

  has(key: string): boolean {
    return this.#written(key) !== undefined;
  }

  /** All keys but those that only environment variables have: their names don't tell which key they mean. */
  *[Symbol.iterator](): Iterator<readonly [key: string, value: string]> {
    const { set, shared, folder } = this.#sources;
    const keys = new Set([set, shared, folder].flatMap((source) => [...(source?.keys() ?? [])]));
    for (const key of keys) yield [key, this.get(key) ?? ''];
  }

  #written(key: string): string | undefined {
    const { set, shared, folder, profile = 'prod' } = this.#sources;
    return (
      set?.get(key) ??
      fromEnvironment(this.#environment, key, profile) ??
      shared?.get(key) ??
      folder?.get(key)
    );
  }
}
