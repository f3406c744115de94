import { isAddress, loadDefinition } from '@orchestrator/definition';
import type { Finding, Program, Resources } from '@orchestrator/definition';
import { headOf } from './definition-head.js';
import type { DefinitionHead } from './definition-head.js';
import { headFrom, sourceOf } from './reading.js';
import type { Reader, Reading } from './reading.js';

/** What became of a document. */
export interface ReadDocument {
  /** Absent when it has errors. */
  readonly head?: DefinitionHead;
  /** Absent also when the document is one that was compiled before. */
  readonly program?: Program;
  /** What to keep for the next reading; absent when it would not tell whether anything has changed. */
  readonly reading?: Reading;
  readonly findings: readonly Finding[];
  /** The document's id, as far as it could be read. */
  readonly workflowId?: string;
}

/**
 * Reads a document: takes what is known about it when nothing has changed since, else checks and compiles it.
 *
 * @param file - path of the document relative to the workflows folder
 * @param before - what was found out when it was read last
 */
export async function readDocument(
  file: string,
  text: string,
  resources: Resources,
  reader: Reader,
  before?: Reading,
): Promise<ReadDocument> {
  const head = before && (await headFrom(before, sourceOf(file, text), resources).catch(() => undefined));
  if (head) return { head, reading: before, findings: before.findings, workflowId: head.workflowId };
  const lookups = new Lookups(resources);
  const loaded = await loadDefinition(file, text, lookups, { dialect: reader.dialect });
  if (!loaded.program) return loaded;
  const compiled = headOf(loaded.program);
  const reading = readingFrom(compiled, loaded.findings, lookups, reader);
  return { ...loaded, head: compiled, ...(reading && { reading }) };
}

function readingFrom(
  { source: _source, files: _files, ...head }: DefinitionHead,
  findings: readonly Finding[],
  { found, missing, areRepeatable }: Lookups,
  { build, dialect: defaultDialect }: Reader,
): Reading | undefined {
  if (build === undefined || !areRepeatable) return undefined;
  return { build, defaultDialect, head, found: [...found], missing: [...missing], findings };
}

/** Remembers what was looked for. */
class Lookups implements Resources {
  readonly found = new Set<string>();
  readonly missing = new Set<string>();
  /** Whether looking again would tell of a change: what lies at an address is not asked for at every start. */
  areRepeatable = true;
  readonly #inner: Resources;

  constructor(inner: Resources) {
    this.#inner = inner;
  }

  async read(key: string): Promise<string | undefined> {
    if (isAddress(key)) this.areRepeatable = false;
    const text = await this.#inner.read(key).catch((error: unknown) => {
      this.areRepeatable = false;
      throw error;
    });
    (text === undefined ? this.missing : this.found).add(key);
    return text;
  }
}
