import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** What the compiler of TypeScript writes beside its output: the hashes of all sources that went into it. */
const BUILD = '.tsbuildinfo';

/**
 * Names this very build of what reads and compiles documents: what it finds out about a document holds as long as document
 * and name stay the same. Undefined where there is no build, as the sources can change at any time.
 */
export async function compilerBuild(): Promise<string | undefined> {
  try {
    const hash = createHash('sha256').update(await readFile(new URL(BUILD, import.meta.url)));
    const jq = import.meta.resolve('@orchestrator/jq');
    return hash.update(await readFile(new URL(BUILD, jq))).digest('base64url');
  } catch {
    return undefined;
  }
}
