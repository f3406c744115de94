import type { Json } from '@orchestrator/definition';
import { isJsonObject } from '@orchestrator/definition';
import type { Condition, InstanceRow, NodeRow, Operator } from '../data-index.js';
import { stateNumber } from '../rows/state-number.js';
import { definedElsewhere } from './arbitrary-ingested.fixture.js';
import { compareJson, jsonText } from './jsonb.fixture.js';

/** Null is SQL's unknown; undefined stands for a comparison that the rules ignore. */
type Truth = boolean | null;

/** A thing as filters see it: the values of its fields, and the rows below it. */
interface Filtered {
  readonly [field: string]: Json | undefined | readonly Filtered[];
}

/** The rules of the data index's filters, written down a second time, in memory: the reference for the SQL. */
export function evaluateCondition(condition: Condition, row: InstanceRow, nodes: readonly NodeRow[]): Truth {
  const truth = evaluate(condition, {
    ...row,
    state: stateNumber(row.state ?? '') ?? null,
    'error.message': row.error?.message ?? null,
    endpoint: row.endpoint ?? `/${row.processId}`,
    error: null,
    nodes: nodes.map((node): Filtered => ({ ...node })),
    definition: definitionsOf(row),
  });
  return truth === undefined ? true : truth;
}

function definitionsOf({ ingested, processId, processName }: InstanceRow): readonly Filtered[] {
  if (!ingested) return [{ name: processName, type: 'SW', metadata: { status: 'available' }, roles: [] }];
  return processId === definedElsewhere.id ? [{ ...definedElsewhere, roles: [] }] : [];
}

function evaluate(condition: Condition, row: Filtered): Truth | undefined {
  const all = (conditions: readonly Condition[]): Truth[] =>
    conditions.map((inner) => evaluate(inner, row)).filter((truth) => truth !== undefined);
  if ('some' in condition) {
    const truths = children(row, condition.field).map((child) => evaluate(condition.some, child));
    // Whether a comparison is ignored does not depend on the row.
    return evaluate(condition.some, {}) === undefined ? undefined : truths.includes(true);
  }
  if ('and' in condition) return conjunction(all(condition.and));
  if ('or' in condition) return disjunction(all(condition.or));
  if ('not' in condition) return negation(evaluate(condition.not, row));
  const { operator, value } = condition;
  if (value === null || (operator !== 'equal' && Array.isArray(value) && value.length === 0))
    return undefined;
  const stored = (row[condition.field] ?? null) as Json;
  if ('path' in condition) {
    // A column without a value has no inside.
    return insideJson(stored === null ? undefined : valueAt(stored, condition.path), operator, value);
  }
  if (isList(stored)) return ofList(stored, operator, value);
  return ofColumn(stored, operator, columnValue(condition.field, value));
}

function children(row: Filtered, field: string): readonly Filtered[] {
  return (row[field] ?? []) as readonly Filtered[];
}

function ofList(stored: readonly Json[], operator: Operator, value: Json): Truth {
  if (operator === 'isNull') return (stored.length === 0) === value;
  return stored.includes(value);
}

function conjunction(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(null) ? null : true;
}

function disjunction(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(null) ? null : false;
}

function negation(truth: Truth | undefined): Truth | undefined {
  return typeof truth === 'boolean' ? !truth : truth;
}

function columnValue(field: string, value: Json): Json {
  if (field !== 'state') return value;
  if (typeof value === 'string') return stateNumber(value) ?? null;
  return isList(value) ? value.map((state) => columnValue(field, state)) : value;
}

function ofColumn(stored: Json, operator: Operator, value: Json): Truth {
  if (operator === 'isNull') return (stored === null) === value;
  if (stored === null) return null;
  if (operator === 'like') return like(String(stored), String(value));
  if (operator === 'in') return isList(value) && value.includes(stored);
  return ordered(operator, value, (other) => compareSame(stored, other));
}

function insideJson(stored: Json | undefined, operator: Operator, value: Json): Truth {
  if (operator === 'isNull') return (stored === undefined) === value;
  if (stored === undefined) return null;
  const text = stored === null ? null : typeof stored === 'string' ? stored : jsonText(stored);
  switch (operator) {
    case 'like':
      return text === null ? null : like(text, String(value));
    case 'in':
      return disjunction((isList(value) ? value : []).map((option) => insideJson(stored, 'equal', option)));
    case 'contains':
      return holds(stored, String(value));
    case 'containsAll':
      return isList(value) && value.every((element) => holds(stored, String(element)));
    case 'containsAny':
      return isList(value) && value.some((element) => holds(stored, String(element)));
    default:
      return ordered(operator, value, (other) => {
        if (typeof other !== 'string') return compareJson(stored, other);
        return text === null ? null : Buffer.compare(Buffer.from(text), Buffer.from(other));
      });
  }
}

function ordered(operator: Operator, value: Json, compare: (other: Json) => number | null): Truth {
  const is = (other: Json | undefined, test: (order: number) => boolean): Truth => {
    const order = compare(other ?? null);
    return order === null ? null : test(order);
  };
  switch (operator) {
    case 'greaterThan':
      return is(value, (order) => order > 0);
    case 'greaterThanEqual':
      return is(value, (order) => order >= 0);
    case 'lessThan':
      return is(value, (order) => order < 0);
    case 'lessThanEqual':
      return is(value, (order) => order <= 0);
    case 'between': {
      const { from, to } = isJsonObject(value) ? value : {};
      return conjunction([is(from, (order) => order >= 0), is(to, (order) => order <= 0)]);
    }
    default:
      return is(value, (order) => order === 0);
  }
}

function compareSame(left: Json, right: Json): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return Buffer.compare(Buffer.from(String(left)), Buffer.from(String(right)));
}

function holds(stored: Json, text: string): boolean {
  if (isList(stored)) return stored.includes(text);
  return isJsonObject(stored) ? Object.hasOwn(stored, text) : stored === text;
}

function like(text: string, pattern: string): boolean {
  const source = [...pattern].map((character) => {
    if (character === '*' || character === '%') return '.*';
    return character === '_' ? '.' : character.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`, 'su').test(text);
}

function valueAt(value: Json, path: readonly string[]): Json | undefined {
  let found: Json | undefined = value;
  for (const key of path) {
    if (isList(found)) found = /^\d+$/.test(key) ? found[Number(key)] : undefined;
    else found = isJsonObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }
  return found;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
