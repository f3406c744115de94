import type { Cursor } from '../../document/cursor.js';
import type { Expression } from '../../expressions/expression.js';
import type { ExpressionContext } from '../context.js';
import { expressionAt } from '../expressions.js';
import { numberAt } from '../number-at.js';

/** A count that is a number, a text of one, or an expression that gives one (`numCompleted`, `batchSize`). */
export function countAt(cursor: Cursor, context: ExpressionContext): number | Expression | undefined {
  if (!cursor.exists) return undefined;
  if (typeof cursor.value === 'string' && !/^\s*[+-]?[\d.]+\s*$/.test(cursor.value)) {
    return expressionAt(cursor, context);
  }
  return numberAt(cursor, 'a whole number from 1 on', (count) => Number.isInteger(count) && count >= 1);
}
