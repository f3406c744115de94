import type { Json } from '@orchestrator/definition';
import type { ConversionPurpose } from './convert.js';

/** A value read as the first of the types that it can be; undefined when it can be none of them. */
export function convertScalar(
  value: Json,
  types: ReadonlySet<string>,
  purpose: ConversionPurpose,
): Json | undefined {
  if (typeof value === 'number' && types.has('integer')) return Math.trunc(value);
  if (types.has('string') && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  // Java clients gave text to a numeric parameter as it was, and failed.
  if (typeof value !== 'string' || purpose === 'parameter') return undefined;
  const text = value.trim();
  if (types.has('integer') && isDecimal(text)) return Math.trunc(Number(text));
  if (types.has('number') && isDecimal(text)) return Number(text);
  if (types.has('boolean') && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return undefined;
}

function isDecimal(text: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text));
}
