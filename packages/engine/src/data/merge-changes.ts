import { isJsonObject } from '@orchestrator/definition';
import type { Dialect, Json, JsonObject } from '@orchestrator/definition';
import { isEqual } from './equal.js';
import { define, own } from './json.js';
import { mergeData, mergeValues } from './merge.js';

/**
 * Merges what a branch made of its copy of the data into the data as it is now. What the branch left as it was does not
 * undo what another branch changed.
 *
 * @param base - the data that the branch began with
 */
export function mergeChanges(base: Json, branch: Json, target: Json, dialect: Dialect): Json {
  if (!isJsonObject(base) || !isJsonObject(branch) || !isJsonObject(target)) {
    return isEqual(base, branch) ? target : mergeData(target, branch, dialect);
  }
  return mergeObjectChanges(base, branch, target, dialect, 0);
}

function mergeObjectChanges(
  base: JsonObject,
  branch: JsonObject,
  target: JsonObject,
  dialect: Dialect,
  level: number,
): JsonObject {
  if (base === branch) return target;
  const merged: Record<string, Json> = { ...target };
  for (const key of Object.keys(branch)) {
    const before = own(base, key);
    const value = own(branch, key) ?? null;
    const now = own(target, key);
    if (isEqual(before, value)) continue;
    const inside = isJsonObject(before) && isJsonObject(value) && isJsonObject(now);
    const next = inside
      ? mergeObjectChanges(before, value, now, dialect, level + 1)
      : mergeValues(now, value, dialect, level + 1);
    define(merged, key, next);
  }
  return merged;
}
