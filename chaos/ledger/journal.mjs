import { closeSync, fdatasync, openSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';

const sync = promisify(fdatasync);

/** A file to which lines are added that survive whatever follows. */
export class Journal {
  #file;
  #waiting = [];
  #syncing = false;

  /** @param {string} path */
  constructor(path) {
    this.#file = openSync(path, 'a');
  }

  /** Resolves once the line is on the disk. Lines that come meanwhile share the next `fdatasync`. */
  add(entry) {
    const { promise, resolve, reject } = Promise.withResolvers();
    writeSync(this.#file, `${JSON.stringify(entry)}\n`);
    this.#waiting.push({ resolve, reject });
    if (!this.#syncing) void this.#syncAll();
    return promise;
  }

  close() {
    closeSync(this.#file);
  }

  async #syncAll() {
    this.#syncing = true;
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0);
      try {
        await sync(this.#file);
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#syncing = false;
  }
}
