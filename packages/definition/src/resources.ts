import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** Answers the files that a document refers to. */
export interface Resources {
  /** The text of a file by its path relative to the workflows folder; undefined when there is none. */
  read(path: string): Promise<string | undefined>;
}

/** Largest file that a document may refer to, in bytes. */
const MAX_FILE_BYTES = 5_000_000;

/** A path that leads out of the workflows folder, directly or through a symbolic link. */
export class ResourceOutsideError extends Error {
  override readonly name = 'ResourceOutsideError';
  readonly code = 'resource-outside';
}

/** Files below a workflows folder on disk. Nothing outside it can be read, whatever a reference or a link says. */
export class FolderResources implements Resources {
  readonly #root: string;

  constructor(root: string) {
    this.#root = path.resolve(root);
  }

  async read(relative: string): Promise<string | undefined> {
    const root = await realpath(this.#root);
    const target = await existing(path.join(this.#root, relative));
    if (target === undefined) return undefined;
    if (target !== root && !target.startsWith(root + path.sep)) {
      throw new ResourceOutsideError(`${relative} lies outside the workflows folder; copy the file into it.`);
    }
    const info = await stat(target);
    if (!info.isFile() || info.size > MAX_FILE_BYTES) return undefined;
    return readFile(target, 'utf8');
  }
}

/** Files kept with a stored definition. */
export class StoredResources implements Resources {
  readonly #files: ReadonlyMap<string, string>;

  constructor(files: ReadonlyMap<string, string>) {
    this.#files = files;
  }

  read(relative: string): Promise<string | undefined> {
    return Promise.resolve(this.#files.get(relative));
  }
}

/** Remembers every file that was read through it: what a definition's hash covers. */
export class RecordingResources implements Resources {
  readonly files = new Map<string, string>();
  readonly #inner: Resources;

  constructor(inner: Resources) {
    this.#inner = inner;
  }

  async read(relative: string): Promise<string | undefined> {
    const text = await this.#inner.read(relative);
    if (text !== undefined) this.files.set(relative, text);
    return text;
  }
}

/**
 * Finds a reference: beside the referring file first, then from the workflow's own folder
 * (workflow-runtime.md 2.1). Answers the path that was found, relative to the workflows folder.
 */
export async function resolveReference(
  reference: string,
  from: { readonly file: string; readonly workflowFolder: string },
  resources: Resources,
): Promise<{ path: string; text: string } | undefined> {
  const plain = reference.replace(/^(classpath|file):\/*/, '');
  for (const folder of new Set([path.posix.dirname(from.file), from.workflowFolder])) {
    const candidate = path.posix.normalize(path.posix.join(folder, plain));
    // A path that climbs above the workflows folder can still be right from the other starting point.
    if (candidate === '..' || candidate.startsWith('../') || path.posix.isAbsolute(candidate)) continue;
    const text = await resources.read(candidate);
    if (text !== undefined) return { path: candidate, text };
  }
  return undefined;
}

async function existing(target: string): Promise<string | undefined> {
  try {
    return await realpath(target);
  } catch {
    return undefined;
  }
}
