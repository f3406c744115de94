import type { Json } from '@orchestrator/definition';
import type { Condition } from '../data-index.js';
import { states } from '../rows/state-number.js';

/** What must hold of each row, as far as it stands in the uppermost `and`. */
export function conjuncts(condition: Condition): readonly Condition[] {
  return 'and' in condition ? condition.and.flatMap(conjuncts) : [condition];
}

/** The texts one of which a field has to have; undefined where a term says something else. */
export function namedBy(term: Condition, field: string): readonly string[] | undefined {
  if (!('operator' in term) || 'path' in term || term.field !== field) return undefined;
  const values = term.operator === 'equal' ? [term.value] : term.operator === 'in' ? term.value : undefined;
  if (!Array.isArray(values) || values.length === 0) return undefined;
  // Whoever names a state that there is none is told so, elsewhere.
  const known = (value: Json): boolean => field !== 'state' || states.some((state) => state === value);
  return values.every((value) => typeof value === 'string' && known(value)) ? values : undefined;
}
