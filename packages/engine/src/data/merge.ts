import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import { TaskFailure } from '../failure.js';

/** Deepest nesting that is merged; the store takes no deeper data either. */
const MAX_LEVELS = 500;

/**
 * Merges new data into existing data (workflow-runtime.md 3.6): objects merge key by key, arrays are replaced, and
 * what is no object lands under `response` of an object.
 *
 * Neither value is changed; unchanged parts are shared.
 *
 * @throws TaskFailure `data-too-large` when objects nest too deeply in both
 */
export function merge(target: Json | undefined, source: Json): Json {
  return mergeLevel(target, source, 0);
}

function mergeLevel(target: Json | undefined, source: Json, level: number): Json {
  if (level > MAX_LEVELS) throw tooDeep();
  if (target === undefined || target === null || isEmptyObject(target)) return source;
  if (isJsonObject(target)) return mergeIntoObject(target, source, level);
  if (isList(target)) return mergeIntoArray(target, source);
  if (isList(source)) return includes(source, target) ? source : [target, ...source];
  if (isJsonObject(source)) return withKey(source, '_target', target);
  return source;
}

/** Assigns at a path, creating objects and lists on the way; what already stands there is merged with. */
export function mergeAt(data: Json, path: readonly (string | number)[], source: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return merge(data, source);
  if (typeof key === 'number') {
    const list = isList(data) ? [...data] : [];
    while (list.length < key) list.push(null);
    list[key] = mergeAt(list[key] ?? null, rest, source);
    return list;
  }
  const object: JsonObject = isJsonObject(data) ? data : {};
  const current = Object.hasOwn(object, key) ? object[key] : undefined;
  return withKey(
    object,
    key,
    rest.length === 0 ? merge(current, source) : mergeAt(current ?? null, rest, source),
  );
}

function mergeIntoObject(target: JsonObject, source: Json, level: number): Json {
  if (source === null) return target;
  if (!isJsonObject(source)) return withKey(target, 'response', source);
  const merged: Record<string, Json> = { ...target };
  for (const [key, value] of Object.entries(source)) {
    const current = Object.hasOwn(target, key) ? target[key] : undefined;
    define(
      merged,
      key,
      isJsonObject(current) && isJsonObject(value) ? mergeLevel(current, value, level + 1) : value,
    );
  }
  return merged;
}

function mergeIntoArray(target: readonly Json[], source: Json): Json {
  if (isList(source)) return source;
  return includes(target, source) ? target : [...target, source];
}

function includes(list: readonly Json[], value: Json): boolean {
  const text = JSON.stringify(value);
  return list.some((item) => JSON.stringify(item) === text);
}

/** Array.isArray does not narrow read-only arrays. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isEmptyObject(value: Json): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}

function withKey(object: JsonObject, key: string, value: Json): JsonObject {
  const copy: Record<string, Json> = { ...object };
  define(copy, key, value);
  return copy;
}

/** Sets an own property; plain assignment would run the setter of `__proto__`. */
function define(object: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

function tooDeep(): TaskFailure {
  return new TaskFailure({
    code: 'data-too-large',
    message: `The data nests more than ${MAX_LEVELS} levels deep; pass on only what the workflow needs of it.`,
  });
}
