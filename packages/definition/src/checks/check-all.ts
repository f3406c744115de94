import type { Cursor } from '../document/cursor.js';
import type { Dialect } from '../program/dialect.js';
import type { Section } from '../sw08/references/section.js';
import { checkDocument, checkSection } from './check-document.js';
import { checkFlow } from './check-flow.js';
import type { CheckedFlow } from './flow/checked-flow.js';

/**
 * Notes everything that is wrong with a document besides what compiling it has found. It is loaded apart from the compiler,
 * which processes need much more often: they compile what was checked before.
 *
 * @param elsewhere - sections that stand in files of their own
 * @param flow - undefined when compiling gave none
 */
export function checkAll(
  root: Cursor,
  elsewhere: readonly Section[],
  flow: CheckedFlow | undefined,
  dialect: Dialect,
): void {
  checkDocument(root, dialect);
  for (const { name, cursor } of elsewhere) checkSection(cursor, name, dialect);
  if (flow) checkFlow(root, flow, dialect);
}
