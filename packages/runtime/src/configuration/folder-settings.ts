import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from '../logger.js';
import { readConfiguration } from './read-configuration.js';
import type { Properties } from './properties.js';
import { isServerKey } from './server-keys.js';
import { Settings } from './settings.js';
import type { CommonSources } from './settings.js';

/** Files with settings for the workflows beside them; what stands in a later one wins. */
const NAMES = ['application.yml', 'application.yaml', 'application.properties'];

/** The settings of the workflows in a folder tree, each from the files beside its document. */
export class FolderSettings {
  readonly #root: string;
  readonly #common: CommonSources;
  readonly #logger: Logger;
  readonly #elsewhere: Settings;
  /** By folder, replaced as a whole so that a call never meets half of them. */
  #byFolder: ReadonlyMap<string, Settings> = new Map();
  #hinted = '';

  constructor(root: string, common: CommonSources, logger: Logger) {
    this.#root = root;
    this.#common = common;
    this.#logger = logger;
    this.#elsewhere = new Settings(common);
  }

  /** The settings for a document, by its path below the root. */
  of(file: string): Settings {
    return this.#byFolder.get(path.posix.dirname(file)) ?? this.#elsewhere;
  }

  /** Reads the settings among these files anew. @throws Error when one cannot be read; then nothing changes */
  async read(files: Iterable<string>): Promise<void> {
    const byFolder = new Map<string, Map<string, string>>();
    const found = [...files].filter((file) => NAMES.includes(path.posix.basename(file)));
    const ignored: string[] = [];
    for (const file of found.sort((a, b) => rank(a) - rank(b))) {
      const folder = path.posix.dirname(file);
      const before = byFolder.get(folder) ?? [];
      const properties = await this.#properties(file);
      const server = [...properties.keys()].filter(isServerKey);
      if (server.length > 0) ignored.push(`${file} (${server.join(', ')})`);
      const own = [...properties].filter(([key]) => !isServerKey(key));
      byFolder.set(folder, new Map([...before, ...own]));
    }
    this.#byFolder = new Map(
      [...byFolder].map(([name, folder]) => [name, new Settings({ ...this.#common, folder })]),
    );
    this.#hint(ignored.sort());
  }

  async #properties(file: string): Promise<Properties> {
    const text = await readFile(path.join(this.#root, file), 'utf8');
    return readConfiguration(file, text, this.#common.profile);
  }

  #hint(ignored: readonly string[]): void {
    const hint = ignored.join('; ');
    if (hint === this.#hinted) return;
    this.#hinted = hint;
    if (hint !== '') {
      this.#logger.info(
        `Settings of the server don't count beside a workflow; set them where the server is started: ${hint}.`,
      );
    }
  }
}

function rank(file: string): number {
  return NAMES.indexOf(path.posix.basename(file));
}
