import type { Cursor } from '../../document/cursor.js';
import { nearestName } from '../../nearest-name.js';
import type { Description } from './description.js';

/** How many operations are listed when none has a similar name. */
const MAX_LISTED = 10;

/** Notes that a document has no such operation, with the names that it has. */
export function reportUnknownOperation(
  cursor: Cursor,
  description: Description,
  known: readonly string[],
): void {
  const { operation, file } = description;
  const nearest = nearestName(operation, known);
  const advice = nearest === undefined ? listed(known) : `did you mean "${nearest}"?`;
  cursor.error('unknown-operation', `${file.path} has no operation "${operation}"; ${advice}`);
}

function listed(known: readonly string[]): string {
  if (known.length === 0) return 'it has none at all.';
  const more = known.length > MAX_LISTED ? ', …' : '';
  return `it has ${known.slice(0, MAX_LISTED).join(', ')}${more}.`;
}
