import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import { nothingWritten, writeTimed } from './timed-json.js';
import type { TimedJson } from './timed-json.js';

interface Write {
  readonly path: readonly string[];
  readonly value: Json;
  readonly time: number;
}

const key = fc.constantFrom('a', 'b', '__proto__');
const value = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Json>(null, 1, 'x', false, [], [{ a: 1 }]),
    fc.dictionary(key, tie('value'), { maxKeys: 2 }),
  ),
})).value;

/** The rules as they are written down, for writes in the order of their times. */
function merged(old: Json | undefined, value: Json): Json {
  if (isJsonObject(value)) {
    const base = isJsonObject(old) ? old : {};
    const entries = new Map(Object.entries(base));
    for (const [name, inner] of Object.entries(value)) entries.set(name, merged(entries.get(name), inner));
    return Object.fromEntries(entries);
  }
  return value === null && isJsonObject(old) ? old : value;
}
const inOrder = (writes: readonly Write[]): Json =>
  [...writes]
    .sort((one, other) => one.time - other.time)
    .reduce<Json>((state, { path, value: written }) => {
      const whole = [...path]
        .reverse()
        .reduce<Json>((inner, name) => Object.fromEntries([[name, inner]]), written);
      return merged(state, whole);
    }, {});
const asTheyCome = (writes: readonly Write[]): TimedJson =>
  writes.reduce(
    (state, { path, value: written, time }) =>
      writeTimed(JSON.parse(JSON.stringify(state)) as TimedJson, path, written, time),
    nothingWritten,
  );

describe('JSON that is written by time', () => {
  it('is the same whatever the order in which writes come', () => {
    const write = fc.record({
      path: fc.array(key, { minLength: 1, maxLength: 3 }),
      value,
      time: fc.integer({ min: 0, max: 30 }),
    });
    const writes = fc.uniqueArray(write, { minLength: 1, maxLength: 8, selector: ({ time }) => time });
    fc.assert(
      fc.property(writes, (list) => {
        expect(asTheyCome(list).value).toEqual(inOrder(list));
      }),
      { numRuns: 2_000 },
    );
  });

  it('goes by arrival where times are equal', () => {
    const two = (first: Json, second: Json): Json =>
      asTheyCome([
        { path: ['a'], value: first, time: 1 },
        { path: ['a'], value: second, time: 1 },
      ]).value;
    expect(two(1, 2)).toEqual({ a: 2 });
    expect(two(1, { b: 1 })).toEqual({ a: { b: 1 } });
    expect(two({ b: 1 }, 1)).toEqual({ a: 1 });
    expect(two({ b: 1 }, null)).toEqual({ a: { b: 1 } });
  });

  it('keeps one time for what was written at once', () => {
    const data: JsonObject = { a: { b: [1], c: null, d: {} }, e: 'x' };
    const first = writeTimed(nothingWritten, ['workflowdata'], data, 5);
    expect(first).toEqual({ value: { workflowdata: data }, times: 5 });
    const second = writeTimed(first, ['workflowdata', 'e'], 'y', 7);
    expect(second.times).toEqual({ c: { workflowdata: { c: { a: 5, e: 7 } } } });
  });
});
