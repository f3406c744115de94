import type { Cursor } from '../../document/cursor.js';
import { parseDuration } from '../../duration.js';
import type { DurationSource } from '../../program/time.js';
import type { ExpressionContext } from '../context.js';
import { expressionAt, looksLikeExpression } from '../expressions.js';

/** The duration under a cursor, or the expression that gives one; anything else becomes a finding (section A14). */
export function durationAt(cursor: Cursor, context: ExpressionContext): DurationSource | undefined {
  const text = cursor.text;
  if (text === undefined) return undefined;
  const duration = parseDuration(text);
  if (duration) {
    if (text !== text.toUpperCase()) {
      const message = `Durations are written in upper case: ${text.trim().toUpperCase()}.`;
      cursor.report('warning', 'lower-case-duration', message);
    }
    return duration;
  }
  if (looksLikeExpression(text)) return expressionAt(cursor, context);
  cursor.error('bad-duration', `"${text}" is no ISO 8601 duration; write for instance PT30S, PT5M or P1D.`);
  return undefined;
}

/** Like {@link durationAt} for a property that may be missing. */
export function optionalDuration(cursor: Cursor, context: ExpressionContext): DurationSource | undefined {
  return cursor.exists ? durationAt(cursor, context) : undefined;
}
