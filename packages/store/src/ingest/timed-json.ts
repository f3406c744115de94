import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';

/**
 * Merges values into JSON by the time of each write, so that the order in which writes come does not matter (contract
 * data-index-and-jobs 2.5): objects merge key by key, everything else is replaced, and null does not replace an object.
 *
 * Beside the value stands by which write each part of it is as it is: a number for a part that was written at once, else
 * the times of its parts. A part that was replaced as a whole leaves the time of that behind, for what is still to come.
 */
export interface TimedJson {
  readonly value: JsonObject;
  readonly times: Times;
}

/** When a part was written. `t` a value that is no object, `n` null, `o` an empty object, `c` the parts of an object. */
export type Times =
  | number
  | {
      readonly t?: number;
      readonly n?: number;
      readonly o?: number;
      readonly c?: { readonly [key: string]: Times };
    };

/** Nothing written yet. */
export const nothingWritten: TimedJson = { value: {}, times: {} };

/** One part while it is worked on. A value that is hidden, by null or by the parts of an object, is not kept. */
interface Cell {
  plain?: { readonly time: number; readonly value: Json };
  nothing?: number;
  empty?: number;
  readonly parts: Map<string, Cell>;
}

/** Writes a value at a path. */
export function writeTimed(
  { value, times }: TimedJson,
  path: readonly string[],
  written: Json,
  time: number,
): TimedJson {
  const root = read(value, times);
  const cell = cellAt(root, path, time);
  if (cell) write(cell, written, time);
  prune(root, -Infinity);
  const all = valueOf(root);
  return { value: isJsonObject(all) ? all : {}, times: timesOf(root) };
}

/** The cell of a path; undefined when something around it was replaced later. */
function cellAt(root: Cell, path: readonly string[], time: number): Cell | undefined {
  let cell = root;
  for (const key of path) {
    if (cell.plain && time < cell.plain.time) return undefined;
    cell = partOf(cell, key);
  }
  return cell;
}

function partOf({ parts }: Cell, key: string): Cell {
  const known = parts.get(key);
  if (known) return known;
  const made: Cell = { parts: new Map() };
  parts.set(key, made);
  return made;
}

function write(cell: Cell, value: Json, time: number): void {
  if (cell.plain && time < cell.plain.time) return;
  if (value === null) cell.nothing = Math.max(cell.nothing ?? -Infinity, time);
  else if (!isJsonObject(value)) {
    prune(cell, time);
    cell.plain = { time, value };
  } else {
    const entries = Object.entries(value);
    if (entries.length === 0) cell.empty = Math.max(cell.empty ?? -Infinity, time);
    for (const [key, inner] of entries) write(partOf(cell, key), inner, time);
  }
}

/** Takes out what was written up to a time, and parts that hold nothing. Answers whether something is left. */
function prune(cell: Cell, time: number): boolean {
  if (cell.plain && cell.plain.time <= time) delete cell.plain;
  if (cell.nothing !== undefined && cell.nothing <= time) delete cell.nothing;
  if (cell.empty !== undefined && cell.empty <= time) delete cell.empty;
  for (const [key, part] of cell.parts) if (!prune(part, time)) cell.parts.delete(key);
  return (
    cell.plain !== undefined || cell.nothing !== undefined || cell.empty !== undefined || cell.parts.size > 0
  );
}

function valueOf(cell: Cell): Json {
  if (cell.parts.size > 0 || cell.empty !== undefined)
    return Object.fromEntries([...cell.parts].map(([key, part]) => [key, valueOf(part)]));
  return cell.nothing === undefined ? (cell.plain?.value ?? null) : null;
}

function timesOf({ plain, nothing, empty, parts }: Cell): Times {
  const inner = [...parts].map(([key, part]) => [key, timesOf(part)] as const);
  const own = [plain?.time, nothing, empty].filter((time) => time !== undefined);
  const [first] = own.length > 0 ? own : inner.map(([, times]) => times);
  const isAtOnce =
    typeof first === 'number' &&
    own.length + (inner.length > 0 ? 1 : 0) === 1 &&
    inner.every(([, t]) => t === first);
  if (isAtOnce) return first;
  return {
    ...(plain && { t: plain.time }),
    ...(nothing !== undefined && { n: nothing }),
    ...(empty !== undefined && { o: empty }),
    ...(inner.length > 0 && { c: Object.fromEntries(inner) }),
  };
}

function read(value: Json, times: Times): Cell {
  const cell: Cell = { parts: new Map() };
  if (typeof times === 'number') {
    write(cell, value, times);
    return cell;
  }
  const { t, n, o, c = {} } = times;
  if (t !== undefined) cell.plain = { time: t, value };
  if (n !== undefined) cell.nothing = n;
  if (o !== undefined) cell.empty = o;
  const object = isJsonObject(value) ? value : {};
  for (const [key, inner] of Object.entries(c))
    cell.parts.set(key, read(Object.hasOwn(object, key) ? (object[key] ?? null) : null, inner));
  return cell;
}
