import { isJsonObject } from '@orchestrator/definition';
import type { DataPath, Dialect, Json, JsonObject } from '@orchestrator/definition';
import { TaskFailure } from '../failure.js';
import { isEqual } from './equal.js';
import { define, isList, own, withKey } from './json.js';

/** Deepest nesting that is merged; the store takes no deeper data either. */
const MAX_LEVELS = 500;

/** Longest list that an assignment to a position fills up. */
const MAX_POSITION = 100_000;

/**
 * Merges new data into the data of a workflow. Objects merge key by key, and what is no object lands under `response` of
 * one. Lists: SonataFlow replaces them (workflow-runtime.md 3.6), the specification joins them without repetitions (A2.2).
 *
 * Neither value is changed; unchanged parts are shared.
 *
 * @throws TaskFailure `data-too-large` when objects nest too deeply in both
 */
export function mergeData(target: Json | undefined, source: Json, dialect: Dialect): Json {
  const isNothing = target === undefined || target === null || isEmptyObject(target);
  // By the specification the data of a workflow is always an object.
  if (isNothing && (dialect === 'sonataflow' || isJsonObject(source))) return source;
  const known = target ?? {};
  if (isJsonObject(known)) {
    if (source === null) return known;
    return isJsonObject(source)
      ? mergeObjects(known, source, dialect, 0)
      : withKey(known, 'response', source);
  }
  return dialect === 'spec' ? mergeValues(known, source, dialect, 0) : mergeOddly(known, source);
}

/**
 * Assigns at a path, creating objects and lists on the way; what already stands there is merged with. By the
 * specification a value of another kind takes its place instead (A2.2).
 */
export function assignAt(data: Json, path: DataPath, source: Json, dialect: Dialect): Json {
  const isInside = path.length > 0;
  return updateAt(data, path, (current) =>
    dialect === 'spec' && isInside
      ? mergeValues(current, source, dialect, 0)
      : mergeData(current, source, dialect),
  );
}

/** Adds elements to the list at a path; what is no list there gives way to one. */
export function appendAt(data: Json, path: DataPath, elements: readonly Json[]): Json {
  return updateAt(data, path, (current) => (isList(current) ? [...current, ...elements] : elements));
}

/** Merges a value that stands inside an object. */
export function mergeValues(target: Json | undefined, source: Json, dialect: Dialect, level: number): Json {
  if (isJsonObject(target) && isJsonObject(source)) return mergeObjects(target, source, dialect, level);
  if (dialect === 'spec' && isList(target) && isList(source)) {
    return [...target, ...source.filter((item) => !target.some((known) => isEqual(known, item)))];
  }
  return source;
}

function mergeObjects(target: JsonObject, source: JsonObject, dialect: Dialect, level: number): JsonObject {
  if (level > MAX_LEVELS) throw tooDeep();
  const merged: Record<string, Json> = { ...target };
  for (const key of Object.keys(source)) {
    define(merged, key, mergeValues(own(target, key), own(source, key) ?? null, dialect, level + 1));
  }
  return merged;
}

/** What SonataFlow makes of data that is no object (workflow-runtime.md 3.6). */
function mergeOddly(target: Json, source: Json): Json {
  if (isList(target)) {
    if (isList(source)) return source;
    return target.some((item) => isEqual(item, source)) ? target : [...target, source];
  }
  if (isList(source)) return source.some((item) => isEqual(item, target)) ? source : [target, ...source];
  return isJsonObject(source) ? withKey(source, '_target', target) : source;
}

function updateAt(data: Json, path: DataPath, update: (current: Json) => Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return update(data);
  if (typeof key === 'number') {
    const list = isList(data) ? [...data] : [];
    const position = key < 0 ? list.length + key : key;
    if (position < 0 || position > MAX_POSITION) throw badPosition(key);
    while (list.length < position) list.push(null);
    list[position] = updateAt(list[position] ?? null, rest, update);
    return list;
  }
  const object: JsonObject = isJsonObject(data) ? data : {};
  return withKey(object, key, updateAt(own(object, key) ?? null, rest, update));
}

function isEmptyObject(value: Json): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}

function tooDeep(): TaskFailure {
  return new TaskFailure({
    code: 'data-too-large',
    message: `The data nests more than ${MAX_LEVELS} levels deep; pass on only what the workflow needs of it.`,
  });
}

function badPosition(position: number): TaskFailure {
  return new TaskFailure({
    code: 'bad-path',
    message: `Position ${position} of a list can't be assigned; positions from 0 to ${MAX_POSITION} can.`,
  });
}
