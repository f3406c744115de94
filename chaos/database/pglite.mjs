import { createRequire } from 'node:module';
import path from 'node:path';
import { readTables } from './tables.mjs';

/** The embedded database in a folder, which one replica at a time can have. */
export class Pglite {
  kind = 'pglite';
  replicas = 1;
  #folder;

  /** @param {string} folder where its files lie */
  static async start(folder) {
    const pglite = new Pglite();
    pglite.#folder = path.join(folder, 'data');
    return pglite;
  }

  /** @returns {Promise<string[]>} */
  async argumentsOf() {
    return ['--data-dir', this.#folder];
  }

  /** Nobody can look into the folder while a replica has it; what is left is found afterwards. */
  async isAtRest() {
    return true;
  }

  /** Reads what is stored; nobody may have the folder meanwhile. */
  async tables() {
    // The very database that the store has, whatever else is installed.
    const ofStore = createRequire(import.meta.resolve('@orchestrator/store'));
    const { PGlite } = ofStore('@electric-sql/pglite');
    const database = await PGlite.create(path.join(this.#folder, 'database'));
    try {
      return await readTables(async (text) => (await database.query(text)).rows);
    } finally {
      await database.close();
    }
  }

  async close() {
    // Its files go with the folder.
  }
}
