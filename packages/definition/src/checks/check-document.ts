import type { Cursor } from '../document/cursor.js';
import { isJsonObject } from '../json.js';
import type { Dialect } from '../program/dialect.js';
import { nearestName } from '../nearest-name.js';
import { documentShape } from './structure/document-shape.js';
import { reportViolation } from './structure/report-violation.js';
import type { SectionName } from './structure/section-shapes.js';
import { violations } from './structure/validator.js';

/**
 * Reports everything in a document that does not have the shape of a specification 0.8 workflow: wrong types, missing
 * and unknown properties, unknown words (sections A1 to A13). What SonataFlow tolerates is no error in its dialect.
 */
export function checkDocument(root: Cursor, dialect: Dialect): void {
  checkShape(root, 'document', dialect);
  hintAtMisspelling(root);
}

/** The same for a section that stands in a file of its own, given the cursor of its content. */
export function checkSection(section: Cursor, name: SectionName, dialect: Dialect): void {
  checkShape(section, name, dialect);
}

function checkShape(top: Cursor, name: SectionName | 'document', dialect: Dialect): void {
  if (top.value === undefined) return;
  // That something is missing says more than that it has no value.
  const all = violations(top.value, name).sort(
    (a, b) => Number(a.keyword === 'type') - Number(b.keyword === 'type'),
  );
  for (const violation of all) {
    reportViolation(descend(top, violation.pointer), violation, dialect);
  }
}

/** Further properties are allowed at the top level, but one that nearly has a known name is hardly meant. */
function hintAtMisspelling(root: Cursor): void {
  const known = [...Object.keys(documentShape.properties ?? {}), 'extensions'];
  for (const name of Object.keys(isJsonObject(root.value) ? root.value : {})) {
    if (known.includes(name)) continue;
    const nearest = nearestName(name, known);
    if (nearest === undefined) continue;
    const message = `A workflow has no property "${name}"; did you mean "${nearest}"?`;
    root.get(name).reportName('hint', 'unknown-property', message);
  }
}

function descend(cursor: Cursor, pointer: string): Cursor {
  const parts = pointer.split('/').slice(1);
  return parts.reduce((parent, part) => {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    return parent.get(Array.isArray(parent.value) ? Number(key) : key);
  }, cursor);
}
