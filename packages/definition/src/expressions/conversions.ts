import type { Json } from '../json.js';

/**
 * Whether a value holds as a condition: not jq's truthiness but a conversion (workflow-runtime.md 1.3). Text is true
 * only when it reads `true`, whole numbers when they are not 0; everything else but `true` is false.
 *
 * Conditions of jsonpath need `Expression.test`, which also knows what a list means.
 */
export function isTrue(value: Json): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isInteger(value) && value !== 0;
  return typeof value === 'string' && value.trim() === 'true';
}

/** A scalar as text; null, arrays and objects have none and give `''` (workflow-runtime.md 3.2). */
export function toText(value: Json): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A number without its fraction; everything else gives 0 (workflow-runtime.md 3.2). */
export function toInteger(value: Json): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.trunc(value) : 0;
}

/** The elements of an array; null has none, and any other value is a list of itself (workflow-runtime.md 3.2). */
export function toList(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[];
  return value === null ? [] : [value];
}
