import { definitionHash } from '@orchestrator/definition';
import type { Dialect, Finding, Json, Resources, SourceFile } from '@orchestrator/definition';
import type { DefinitionHead } from './definition-head.js';
import type { StoredTexts } from './stored.js';

/** Who reads documents, and how: two that are equal find out the same about the same document. */
export interface Reader {
  /** The build of the compiler; absent: it can change at any time, and nothing that it found out is kept. */
  readonly build: string | undefined;
  /** The dialect of documents that name none. */
  readonly dialect: Dialect;
}

/**
 * What was found out about a document without errors when it was read. It is kept with the publication of the definition, and
 * holds as long as the same reader would read the same texts, so that a process need not compile all workflows to start.
 */
export interface Reading {
  readonly build: string;
  readonly defaultDialect: Dialect;
  readonly head: Omit<DefinitionHead, 'source' | 'files'>;
  /** Paths of the files that it refers to, and of those that were looked for in vain: one that appears changes it. */
  readonly found: readonly string[];
  readonly missing: readonly string[];
  readonly findings: readonly Finding[];
}

/** A reading from the store; undefined when another reader, or a former definition, left it there. */
export function readingOf(
  stored: Json | undefined,
  hash: string,
  { build, dialect }: Reader,
): Reading | undefined {
  // The build vouches for the form: the same one wrote it.
  const reading = stored as Partial<Reading> | null | undefined;
  const isOwn = build !== undefined && reading?.build === build && reading.defaultDialect === dialect;
  return isOwn && reading.head?.hash === hash ? (reading as Reading) : undefined;
}

/** The head that a reading is about, with the texts that the store has under its hash. */
export function headOfStored({ head }: Reading, { path, source, files }: StoredTexts): DefinitionHead {
  return { ...head, source: sourceOf(path, source), files: new Map(Object.entries(files)) };
}

/** A document as its file says. */
export function sourceOf(path: string, text: string): SourceFile {
  return { path, text, format: path.endsWith('.json') ? 'json' : 'yaml' };
}

/** The head that a reading is about, when document and files are still the same; undefined when it has to be read anew. */
export async function headFrom(
  { head, found, missing }: Reading,
  source: SourceFile,
  resources: Resources,
): Promise<DefinitionHead | undefined> {
  const files = new Map<string, string>();
  for (const key of found) {
    const text = await resources.read(key);
    if (text === undefined) return undefined;
    files.set(key, text);
  }
  for (const key of missing) if ((await resources.read(key)) !== undefined) return undefined;
  return definitionHash(source, files, head.dialect) === head.hash ? { ...head, source, files } : undefined;
}
