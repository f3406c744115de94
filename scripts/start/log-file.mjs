import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';

const largest = 20_000_000;

/** A log of bounded size: when it is full, and at each start, it becomes `<name>.1` and a new one begins. */
export class LogFile {
  #file;
  #stream;
  #bytes = 0;

  constructor(file) {
    this.#file = file;
    mkdirSync(path.dirname(file), { recursive: true });
    this.#begin();
  }

  write(line) {
    this.#bytes += line.length + 1;
    if (this.#bytes > largest) this.#begin();
    this.#stream.write(`${line}\n`);
  }

  #begin() {
    this.#stream?.end();
    if (existsSync(this.#file)) renameSync(this.#file, `${this.#file}.1`);
    this.#stream = createWriteStream(this.#file);
    // A full disk must not end the portal because of its log.
    this.#stream.on('error', () => {});
    this.#bytes = 0;
  }
}
