import type { Setting } from '@orchestrator/definition';
import type { ConnectorCall } from '../connector.js';

/** The settings of one security scheme of one service (workflow-runtime.md 8.2 and 8.3). Blank ones count as absent. */
export class SchemeSettings {
  /** The name of the scheme in the names of its settings, for messages. */
  readonly scheme: string;
  readonly #configuration: ConnectorCall['configuration'];
  readonly #key: string;

  /** @param key - the service's part of the names, with everything but letters and digits replaced by `_` */
  constructor(configuration: ConnectorCall['configuration'], key: string, name: string) {
    this.scheme = name.replaceAll(/[^A-Za-z0-9]/g, '_');
    this.#configuration = configuration;
    this.#key = key;
  }

  /** What the first of the settings says that is there. */
  read(...settings: readonly Setting[]): string | undefined {
    for (const setting of settings) {
      // Published properties write names of schemes in lower case, too.
      const value = this.#of(setting, this.scheme) ?? this.#of(setting, this.scheme.toLowerCase());
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** Whether a setting is `true`. */
  isOn(setting: Setting): boolean {
    return this.read(setting)?.toLowerCase() === 'true';
  }

  #of(setting: Setting, scheme: string): string | undefined {
    const text = this.#configuration(setting.named({ key: this.#key, scheme }))?.trim();
    return text === '' ? undefined : text;
  }
}
