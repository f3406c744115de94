import type { Cursor } from '../../document/cursor.js';
import { isJsonObject } from '../../json.js';
import type { Json } from '../../json.js';
import type { ReferredFile } from '../../resolve-reference.js';
import type { References } from '../references/references.js';

/** How deep the values of a description may nest; deeper ones are not looked into. */
const MAX_DEPTH = 200;

/**
 * Reads the files that a description refers to (`$ref`), and those that they refer to, so that the definition holds
 * all that its calls need. One that is missing is a warning: only a part of the operations may need it.
 */
export async function includeReferredFiles(
  file: ReferredFile,
  document: Json,
  cursor: Cursor,
  references: References,
): Promise<void> {
  const seen = new Set([file.path]);
  const open = [{ file, document }];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const reference of new Set(outsideReferences(next.document))) {
      const found = await references.find(reference, next.file.path);
      if (!('text' in found)) {
        cursor.report('warning', found.code, `${next.file.path} refers to ${reference}: ${found.message}`);
        continue;
      }
      if (seen.has(found.path)) continue;
      seen.add(found.path);
      const value = references.value(found);
      if (value !== undefined) open.push({ file: found, document: value });
    }
  }
}

function* outsideReferences(value: Json, depth = 0): Iterable<string> {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return;
  if (isJsonObject(value) && typeof value.$ref === 'string') {
    const [file = ''] = value.$ref.split('#', 1);
    if (file !== '') yield file;
  }
  for (const child of Object.values<Json>(value)) yield* outsideReferences(child, depth + 1);
}
