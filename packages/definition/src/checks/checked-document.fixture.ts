import type { Finding } from '../finding.js';
import type { Json } from '../json.js';
import { loadDefinition } from '../load.js';
import type { Dialect } from '../program/dialect.js';
import { StoredResources } from '../resources.js';

/** A document that a test changes. */
export interface TestDocument {
  readonly [property: string]: Json;
}

/** All findings about a document of one file, or of some more files beside it. */
export async function findingsOf(
  document: TestDocument,
  dialect: Dialect = 'sonataflow',
  files: { readonly [path: string]: Json } = {},
): Promise<readonly Finding[]> {
  const others = Object.entries(files).map(
    ([path, content]) => [`a/${path}`, JSON.stringify(content)] as const,
  );
  // One property on each line, so that the lines of findings tell places apart.
  const text = JSON.stringify({ id: 'a', specVersion: '0.8', start: 'A', ...document }, null, 1);
  const resources = new StoredResources(new Map(others));
  return (await loadDefinition('a/a.sw.json', text, resources, { dialect })).findings;
}

/** `severity code message` of the findings of some codes. */
export async function told(
  codes: string | readonly string[],
  document: TestDocument,
  dialect?: Dialect,
  files?: { readonly [path: string]: Json },
): Promise<string[]> {
  const wanted = [codes].flat();
  const findings = await findingsOf(document, dialect, files);
  return findings
    .filter(({ code }) => wanted.includes(code))
    .map(({ severity, code, message }) => `${severity} ${code} ${message}`);
}
