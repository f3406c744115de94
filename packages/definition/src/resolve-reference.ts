import path from 'node:path';
import { isAddress, ResourceError } from './resources.js';
import type { Resources } from './resources.js';

/** From where a reference is followed. */
export interface Place {
  /** The referring file: a path below the workflows folder, or an address. */
  readonly file: string;
  /** The folder of the workflow's document. */
  readonly workflowFolder: string;
}

/** A file that a document refers to. */
export interface ReferredFile {
  /** Path relative to the workflows folder, or the whole address. */
  readonly path: string;
  readonly text: string;
}

/** Why there is no file behind a reference. */
export interface MissingFile {
  readonly code: 'resource-missing' | ResourceError['code'];
  /** A sentence that says what to do. */
  readonly message: string;
}

/**
 * Follows a reference (workflow-runtime.md 2.1): beside the referring file first, then in the workflow's own folder,
 * then in the folders above it up to the workflows folder, one of which is the root of `classpath:` and bare paths.
 */
export async function resolveReference(
  reference: string,
  from: Place,
  resources: Resources,
): Promise<ReferredFile | MissingFile> {
  let problem: MissingFile | undefined;
  let inside = false;
  for (const candidate of candidates(reference, from)) {
    // A path that climbs above the workflows folder can still be right from another starting point.
    if (candidate === '..' || candidate.startsWith('../')) continue;
    inside = true;
    try {
      const text = await resources.read(candidate);
      if (text !== undefined) return { path: candidate, text };
    } catch (error) {
      if (!(error instanceof ResourceError)) throw error;
      problem ??= error;
    }
  }
  return problem ?? missing(reference, from, inside);
}

function* candidates(reference: string, from: Place): Iterable<string> {
  if (isAddress(reference)) {
    yield withoutFragment(reference);
    return;
  }
  if (isAddress(from.file)) {
    yield new URL(reference, from.file).href;
    return;
  }
  const plain = reference.replace(/^(classpath|file):\/*/, '');
  const seen = new Set<string>();
  for (const folder of [path.posix.dirname(from.file), ...ancestors(from.workflowFolder)]) {
    const candidate = path.posix.join(folder, plain);
    if (seen.has(candidate)) continue;
    seen.add(candidate);
    yield candidate;
  }
}

/** A folder and those around it, the workflows folder (`.`) last. */
function* ancestors(folder: string): Iterable<string> {
  for (let current = path.posix.normalize(folder); current !== '.'; current = path.posix.dirname(current)) {
    yield current;
  }
  yield '.';
}

function withoutFragment(address: string): string {
  return address.replace(/#.*$/s, '');
}

function missing(reference: string, from: Place, inside: boolean): MissingFile {
  if (isAddress(reference) || isAddress(from.file) || /^file:\/\/[^/]/.test(reference)) {
    return {
      code: 'resource-unavailable',
      message: `${reference} lies on another machine, and there is no copy of it here; map its address to a folder (--resource-map), or allow fetching.`,
    };
  }
  if (!inside) {
    return {
      code: 'resource-outside',
      message: `${reference} leads out of the workflows folder; copy the file into it.`,
    };
  }
  const folder = from.workflowFolder === '.' ? 'the workflows folder' : `the folder ${from.workflowFolder}`;
  return {
    code: 'resource-missing',
    message: `The file ${reference} isn't there; put it into ${folder} or correct the path.`,
  };
}
