import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** Answers the files that a document refers to. */
export interface Resources {
  /**
   * The text of a file by its path relative to the workflows folder, or by its whole address (`https://…`); undefined
   * when there is none.
   *
   * @throws ResourceError when there is one that cannot or must not be read
   */
  read(key: string): Promise<string | undefined>;
}

/** Largest file that a document may refer to, in bytes. */
export const MAX_FILE_BYTES = 5_000_000;

/** Why a file that is there cannot be read. */
export type ResourceProblem =
  /** The path leads out of the workflows folder, directly or through a symbolic link. */
  | 'resource-outside'
  | 'resource-too-large'
  /** An address that did not give its document. */
  | 'resource-unavailable';

/** A file that a document refers to cannot or must not be read. The message says what to do. */
export class ResourceError extends Error {
  override readonly name = 'ResourceError';
  readonly code: ResourceProblem;

  constructor(code: ResourceProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** True for an address, false for a path. */
export function isAddress(key: string): boolean {
  return /^https?:\/\//i.test(key);
}

/** Files below a workflows folder on disk. Nothing outside it can be read, whatever a reference or a link says. */
export class FolderResources implements Resources {
  readonly #root: string;

  constructor(root: string) {
    this.#root = path.resolve(root);
  }

  async read(key: string): Promise<string | undefined> {
    if (isAddress(key)) return undefined;
    const root = await existing(this.#root);
    const target = await existing(path.join(this.#root, key));
    if (root === undefined || target === undefined) return undefined;
    if (target !== root && !target.startsWith(root + path.sep)) {
      throw new ResourceError(
        'resource-outside',
        `${key} lies outside the workflows folder; copy the file into it.`,
      );
    }
    const info = await stat(target);
    if (!info.isFile()) return undefined;
    if (info.size > MAX_FILE_BYTES) throw tooLarge(key);
    return readFile(target, 'utf8');
  }
}

/** Files kept with a stored definition. */
export class StoredResources implements Resources {
  readonly #files: ReadonlyMap<string, string>;

  constructor(files: ReadonlyMap<string, string>) {
    this.#files = files;
  }

  read(key: string): Promise<string | undefined> {
    return Promise.resolve(this.#files.get(key));
  }
}

/** Remembers every file that was read through it: what a definition's hash covers. */
export class RecordingResources implements Resources {
  readonly files = new Map<string, string>();
  readonly #inner: Resources;

  constructor(inner: Resources) {
    this.#inner = inner;
  }

  async read(key: string): Promise<string | undefined> {
    const text = await this.#inner.read(key);
    if (text !== undefined) this.files.set(key, text);
    return text;
  }
}

/** What is said about a file or document beyond {@link MAX_FILE_BYTES}. */
export function tooLarge(key: string): ResourceError {
  return new ResourceError(
    'resource-too-large',
    `${key} is larger than ${MAX_FILE_BYTES} bytes; cut it down to what the workflow needs.`,
  );
}

async function existing(target: string): Promise<string | undefined> {
  try {
    return await realpath(target);
  } catch {
    return undefined;
  }
}
