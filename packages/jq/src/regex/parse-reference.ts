import { RegexSyntaxError } from './nodes.js';

/** What a reference is for. */
export type ReferenceKind = 'back-reference' | 'call';

/**
 * The numbers of the groups that a name or number means.
 *
 * @param before - how many groups had begun where the reference stands: `-1` is the last of them, `+1` the next one
 */
export function resolveReference(
  name: string,
  kind: ReferenceKind,
  before: number,
  names: readonly (string | null)[],
): readonly number[] {
  const relative = /^([-+]?)(\d+)$/.exec(name);
  if (relative === null) return byName(name, kind, names);
  const [, sign, digits] = relative;
  const number = Number(digits);
  const group = sign === '-' ? before + 1 - number : sign === '+' ? before + number : number;
  const lowest = kind === 'call' && sign === '' ? 0 : 1;
  if (group >= lowest && group <= names.length) return [group];
  throw new RegexSyntaxError(
    kind === 'call' ? `undefined group <${name}> reference` : 'invalid backref number/name',
  );
}

function byName(name: string, kind: ReferenceKind, names: readonly (string | null)[]): readonly number[] {
  const groups = names.flatMap((other, position) => (other === name ? [position + 1] : []));
  if (groups.length === 0) throw new RegexSyntaxError(`undefined name <${name}> reference`);
  if (kind === 'call' && groups.length > 1)
    throw new RegexSyntaxError(`multiplex definition name <${name}> call`);
  return groups;
}
