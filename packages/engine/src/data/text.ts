import type { Json } from '@orchestrator/definition';

/** How a value reads where text is wanted: text as it is, null as nothing, everything else as JSON. */
export function toText(value: Json): string {
  if (typeof value === 'string') return value;
  return value === null ? '' : JSON.stringify(value);
}
