import { FolderResources, isAddress, MAX_FILE_BYTES, ResourceError, tooLarge } from './resources.js';
import type { Resources } from './resources.js';

/** Folders that hold copies of what lies below an address (`--resource-map URLPREFIX=FOLDER`). */
export type ResourceMap = ReadonlyMap<string, string>;

/** Where documents with an address come from, in this order. */
export interface RemoteSources {
  /** Folders by the beginning of the addresses that they stand for; the longest beginning counts. */
  readonly map?: ResourceMap;
  /** Copies by their whole address, for instance those of the version before. */
  readonly copies?: ReadonlyMap<string, string>;
  /** Absent: nothing is fetched. */
  readonly fetch?: typeof globalThis.fetch;
  /** How long one document may take, in milliseconds. */
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 10_000;

/** The files of a folder, and documents with an address from wherever they may come. */
export class RemoteResources implements Resources {
  readonly #files: Resources;
  readonly #sources: RemoteSources;
  readonly #folders: readonly { readonly prefix: string; readonly folder: FolderResources }[];

  constructor(files: Resources, sources: RemoteSources) {
    this.#files = files;
    this.#sources = sources;
    this.#folders = [...(sources.map ?? [])]
      .sort(([a], [b]) => b.length - a.length)
      .map(([prefix, folder]) => ({ prefix, folder: new FolderResources(folder) }));
  }

  async read(key: string): Promise<string | undefined> {
    if (!isAddress(key)) return this.#files.read(key);
    return (await this.#mapped(key)) ?? this.#sources.copies?.get(key) ?? (await this.#fetch(key));
  }

  async #mapped(address: string): Promise<string | undefined> {
    for (const { prefix, folder } of this.#folders) {
      if (!address.startsWith(prefix)) continue;
      const text = await folder.read(pathOf(address.slice(prefix.length)));
      if (text !== undefined) return text;
    }
    return undefined;
  }

  async #fetch(address: string): Promise<string | undefined> {
    const { fetch, timeoutMs = DEFAULT_TIMEOUT_MS } = this.#sources;
    if (!fetch) return undefined;
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(timeoutMs) });
      if (!response.ok) {
        await response.body?.cancel();
        throw unavailable(address, `it answers ${response.status}`);
      }
      return await readBounded(response, address);
    } catch (error) {
      if (error instanceof ResourceError) throw error;
      throw unavailable(address, reasonOf(error), error);
    }
  }
}

/** A path below a mapped folder; query and fragment are no part of it. */
function pathOf(rest: string): string {
  const plain = rest.replace(/[?#].*$/s, '');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

async function readBounded(response: Response, address: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop cancels the rest of the answer.
    if (size > MAX_FILE_BYTES) throw tooLarge(address);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function unavailable(address: string, reason: string, cause?: unknown): ResourceError {
  return new ResourceError('resource-unavailable', `${address} can't be read: ${reason}.`, { cause });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'it takes too long to answer';
  return error.cause instanceof Error ? error.cause.message : error.message;
}
