import type { Json } from '@orchestrator/definition';

/**
 * Whether a condition's value means true: not jq's truthiness but a conversion (workflow-runtime.md 1.3). Text is
 * true only when it reads `true`, whole numbers when they are not 0; everything else but `true` is false.
 */
export function isTrue(value: Json): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isInteger(value) && value !== 0;
  return typeof value === 'string' && value.trim() === 'true';
}
