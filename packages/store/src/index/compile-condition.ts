import type { Condition } from '../data-index.js';
import { InvalidQueryError } from '../errors.js';
import { columnComparison } from './compile-column.js';
import { jsonComparison } from './compile-json.js';
import { states } from '../rows/state-number.js';
import { fieldOf } from './fields.js';
import type { Fields } from './fields.js';
import type { Parameters } from './parameters.js';

/** Deepest nesting of a filter tree. */
export const maxConditionDepth = 32;
/** Most conditions in a filter tree, `and`, `or` and `not` counted. */
export const maxConditions = 500;

/**
 * Compiles a filter tree to SQL; its values become parameters.
 *
 * A comparison that the rules ignore (contract data-index-and-jobs 1.4, rule 7) is as if it were not there.
 *
 * @throws UnknownFieldError, InvalidQueryError
 */
export function compileCondition(
  where: Condition | undefined,
  fields: Fields,
  parameters: Parameters,
): string {
  if (where === undefined) return 'true';
  let count = 0;
  const compile = (condition: Condition, within: Fields, depth: number): string | undefined => {
    if (depth > maxConditionDepth)
      throw new InvalidQueryError(`A filter may be nested ${maxConditionDepth} levels deep.`);
    if (++count > maxConditions)
      throw new InvalidQueryError(`A filter may hold ${maxConditions} conditions.`);
    const all = (conditions: readonly Condition[]): string[] =>
      conditions.map((inner) => compile(inner, within, depth + 1)).filter((sql) => sql !== undefined);
    if ('and' in condition) return joined(all(condition.and), 'and', 'true');
    if ('or' in condition) return joined(all(condition.or), 'or', 'false');
    if ('not' in condition) {
      const others = statesBut(condition.not, within);
      if (others !== undefined) return compile(others, within, depth);
      return negated(compile(condition.not, within, depth + 1));
    }
    if (!('some' in condition)) return compileComparison(condition, within, parameters);
    const children = fieldOf(within, condition.field);
    if (children.kind !== 'children')
      throw new InvalidQueryError(`The field ${condition.field} has no rows below it.`);
    const inner = compile(condition.some, children.fields, depth + 1);
    if (inner === undefined) return undefined;
    const exists = `exists (select from ${children.from} and ${inner})`;
    const implied = children.implied?.(condition.some, parameters);
    return implied === undefined ? exists : `(${implied} and ${exists})`;
  };
  return compile(where, fields, 1) ?? 'true';
}

type Comparison = Extract<Condition, { readonly operator: unknown }>;

function compileComparison(
  condition: Comparison,
  fields: Fields,
  parameters: Parameters,
): string | undefined {
  const field = fieldOf(fields, condition.field);
  const { operator, value } = condition;
  if (value === null || (Array.isArray(value) && value.length === 0 && listOperators.has(operator)))
    return undefined;
  if (field.kind === 'json') {
    return jsonComparison(field, 'path' in condition ? condition.path : [], operator, value, parameters);
  }
  if ('path' in condition || field.kind === 'children')
    throw new InvalidQueryError(`The field ${condition.field} has no inside to filter by.`);
  return columnComparison(condition.field, field, operator, value, parameters);
}

/** "Not this state" as the states that it leaves, which an index can look up; undefined for everything else. */
function statesBut(condition: Condition, fields: Fields): Condition | undefined {
  if (!('operator' in condition) || fieldOf(fields, condition.field).kind !== 'state') return undefined;
  const { field, operator, value } = condition;
  const excluded = operator === 'equal' ? [value] : value;
  if (
    !Array.isArray(excluded) ||
    excluded.length === 0 ||
    excluded.some((state) => !states.some((known) => known === state))
  )
    return undefined;
  const left = states.filter((state) => !excluded.includes(state));
  return left.length > 0 ? { field, operator: 'in', value: left } : undefined;
}

/** Operators that an empty list makes meaningless. */
const listOperators: ReadonlySet<string> = new Set(['in', 'containsAll', 'containsAny']);

function joined(conditions: readonly string[], operator: 'and' | 'or', whenEmpty: string): string {
  return conditions.length === 0 ? whenEmpty : `(${conditions.join(` ${operator} `)})`;
}

function negated(condition: string | undefined): string | undefined {
  return condition === undefined ? undefined : `(not ${condition})`;
}
