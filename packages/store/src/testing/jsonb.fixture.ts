import type { Json } from '@orchestrator/definition';
import { isJsonObject } from '@orchestrator/definition';

/** Text of a JSON value as PostgreSQL writes jsonb: spaces after `,` and `:`, keys by length and then by bytes. */
export function jsonText(value: Json): string {
  if (isList(value)) return `[${value.map(jsonText).join(', ')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = sortedKeys(value).map((key) => `${JSON.stringify(key)}: ${jsonText(value[key] ?? null)}`);
  return `{${members.join(', ')}}`;
}

/**
 * PostgreSQL's order of jsonb, as far as tests need it: one side is a number, a boolean, or equal to the other.
 * Object > array > boolean > number > string > null; but an empty array is less than any scalar.
 */
export function compareJson(left: Json, right: Json): number {
  if (jsonText(left) === jsonText(right)) return 0;
  const [leftRank, rightRank] = [rank(left), rank(right)];
  if (leftRank !== rightRank) return leftRank - rightRank;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return jsonText(left) < jsonText(right) ? -1 : 1;
}

function rank(value: Json): number {
  if (isList(value)) return value.length === 0 ? -1 : 4;
  if (isJsonObject(value)) return 5;
  return ['object', 'string', 'number', 'boolean'].indexOf(typeof value);
}

function sortedKeys(value: object): string[] {
  return Object.keys(value).sort(
    (left, right) =>
      Buffer.byteLength(left) - Buffer.byteLength(right) ||
      Buffer.compare(Buffer.from(left), Buffer.from(right)),
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
