import type { Where } from '../client/data-index';

/** A compiled condition: always or never true, or a `where` object that holds exactly one condition. */
export type Condition = boolean | Where;

/**
 * All of these. Each operand stays an object of its own: the data index joins the conditions of all objects of a list
 * (contract 1.4 rule 2).
 */
export function allOf(conditions: readonly Condition[]): Condition {
  const operands = conditions.filter(isWhere);
  if (conditions.includes(false)) {
    return false;
  }
  return operands.length === 0 ? true : (single(operands) ?? { and: operands });
}

/** At least one of these. */
export function anyOf(conditions: readonly Condition[]): Condition {
  const operands = conditions.filter(isWhere);
  if (conditions.includes(true)) {
    return true;
  }
  return operands.length === 0 ? false : (single(operands) ?? { or: operands });
}

/** Not this; like SQL, what is unknown stays unknown. */
export function not(condition: Condition): Condition {
  return typeof condition === 'boolean' ? !condition : { not: condition };
}

/** One of these values. An empty list matches nothing, whereas the data index would ignore it (contract 1.4 rule 7). */
export function oneOf(field: string, values: readonly string[]): Condition {
  return values.length > 0 && { [field]: { in: [...values] } };
}

function isWhere(condition: Condition): condition is Where {
  return typeof condition !== 'boolean';
}

function single(operands: readonly Where[]): Where | undefined {
  return operands.length === 1 ? operands[0] : undefined;
}
