import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { watch } from 'chokidar';
import type { FSWatcher } from 'chokidar';
import { isIgnored, listFiles, MAX_DEPTH, stampOf } from './folder-files.js';
import type { FileStamp } from './folder-files.js';

/** Pause between two looks whether the folder is still the one that is watched. */
const GUARD_MS = 2_000;

/** Pause before watching begins: setting the watches up takes long enough to delay the first requests. */
const START_MS = 300;

/** Knows which files are below a folder, and tells when that or their content may have changed. */
export class FolderWatch {
  readonly #root: string;
  readonly #changed: () => void;
  readonly #failed: (error: unknown) => void;
  readonly #files = new Set<string>();
  #listed: ReadonlyMap<string, FileStamp> = new Map();
  #watcher: FSWatcher | undefined;
  #start: NodeJS.Timeout | undefined;
  #guard: NodeJS.Timeout | undefined;
  /** Which folder is watched. */
  #watched = '';
  #replacing = false;
  #closed = false;

  constructor(root: string, on: { readonly changed: () => void; readonly failed: (error: unknown) => void }) {
    this.#root = root;
    this.#changed = on.changed;
    this.#failed = on.failed;
  }

  /** Paths relative to the folder. */
  get files(): ReadonlySet<string> {
    return this.#files;
  }

  /** Lists the files that are there now; false when some may be missing. The folder is made where it is missing. */
  async list(): Promise<boolean> {
    await mkdir(this.#root, { recursive: true });
    this.#watched = await this.#identity();
    const { files, failures } = await listFiles(this.#root);
    for (const failure of failures) this.#failed(failure);
    this.#listed = files;
    for (const file of files.keys()) this.#files.add(file);
    return failures.length === 0;
  }

  /** Begins to watch soon. Resolves once the watches are there, when what has changed since the listing has been told. */
  async start(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#start = setTimeout(resolve, START_MS);
    });
    try {
      await this.#watch();
    } catch (error) {
      this.#failed(error);
    }
    if (!this.#closed)
      this.#guard = setInterval(() => void this.#watchReplaced().catch(this.#failed), GUARD_MS);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#start);
    clearInterval(this.#guard);
    await this.#watcher?.close();
  }

  async #watch(): Promise<void> {
    const watcher = watch(this.#root, {
      depth: MAX_DEPTH,
      followSymlinks: false,
      alwaysStat: true,
      ignored: (file) => file !== this.#root && isIgnored(file),
    });
    this.#watcher = watcher;
    const { promise: isReady, resolve } = Promise.withResolvers<void>();
    const found = new Set<string>();
    let ready = false;
    let differs = false;
    watcher.on('all', (event, file, stats) => {
      const relative = path.relative(this.#root, file).split(path.sep).join('/');
      if (event === 'add') {
        this.#files.add(relative);
        found.add(relative);
        differs ||= !stats || this.#listed.get(relative) !== stampOf(stats);
      }
      if (event === 'unlink') this.#files.delete(relative);
      if (ready) this.#changed();
      // What changes while the watches are being set is told like everything since the listing.
      else differs ||= event === 'change' || event === 'unlink';
    });
    watcher.on('error', this.#failed);
    watcher.once('ready', resolve);
    await isReady;
    ready = true;
    for (const file of this.#files) {
      if (found.has(file)) continue;
      this.#files.delete(file);
      differs = true;
    }
    if (differs) this.#changed();
  }

  /** A watch ends with the folder it was set on; somebody who replaces the folder wants the new one watched. */
  async #watchReplaced(): Promise<void> {
    if (this.#replacing || this.#closed || (await this.#identity()) === this.#watched) return;
    this.#replacing = true;
    try {
      await this.#watcher?.close();
      this.#files.clear();
      await this.list();
      if (this.#closed) return;
      await this.#watch();
      this.#changed();
    } finally {
      this.#replacing = false;
    }
  }

  /** Tells one folder at the same path from another; inode numbers alone are used again. */
  async #identity(): Promise<string> {
    const { ino, birthtimeMs } = await stat(this.#root).catch(() => ({ ino: 0, birthtimeMs: 0 }));
    return `${ino} ${birthtimeMs}`;
  }
}
