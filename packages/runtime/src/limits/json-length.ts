import type { Json } from '@orchestrator/definition';

/**
 * Whether a value has more than so many characters as JSON. What it holds is counted only as far as needed, and nothing is
 * built. Escapes are not counted, so that a text of many may be let through.
 */
export function isLonger(value: Json, most: number): boolean {
  let left = most;
  const pending: Json[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    left -= lengthOf(next);
    if (left < 0) return true;
    if (typeof next !== 'object' || next === null) continue;
    if (Array.isArray(next)) for (const item of next as readonly Json[]) pending.push(item);
    else
      for (const [name, item] of Object.entries(next)) {
        left -= name.length + 4;
        if (item !== undefined) pending.push(item);
      }
  }
  return left < 0;
}

/** The characters of a value without what is inside it. */
function lengthOf(value: Json): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value === 'object' && value !== null)
    return Array.isArray(value) ? Math.max(2, value.length + 1) : 2;
  return String(value).length;
}
