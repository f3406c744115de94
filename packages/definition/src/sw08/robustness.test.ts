import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonObject } from '../json.js';
import type { Json } from '../json.js';
import { loadDefinition } from '../load.js';
import type { LoadedDefinition } from '../load.js';
import type { Dialect } from '../program/dialect.js';
import type { Task, TaskId, Then } from '../program/task.js';
import { StoredResources } from '../resources.js';
import { everyConstruct } from './every-construct.fixture.js';

function load(document: Json, dialect: Dialect): Promise<LoadedDefinition> {
  return loadDefinition('a/a.sw.json', JSON.stringify(document), new StoredResources(new Map()), { dialect });
}

/** Ids that a task refers to. */
function referencesOf(task: Task): TaskId[] {
  const thens: (Then | undefined)[] = [task.then, ...(task.catches ?? []).map(({ then }) => then)];
  const ids: (TaskId | undefined)[] = [task.compensatedBy];
  if (task.kind === 'switch') thens.push(task.otherwise, ...task.branches.map(({ then }) => then));
  if (task.kind === 'do') ids.push(...task.children);
  if (task.kind === 'fork') ids.push(...task.branches);
  if (task.kind === 'for') ids.push(task.body);
  if (task.kind === 'listen') {
    thens.push(task.onTimeout, ...task.entries.map(({ then }) => then));
    ids.push(task.before, ...task.entries.map(({ body }) => body));
  }
  const targets = thens.flatMap((then) => (then && 'to' in then ? [then.to] : []));
  return [...targets, ...ids.filter((id) => id !== undefined)];
}

type Path = readonly (string | number)[];

function pathsOf(value: Json, path: Path = []): Path[] {
  const children = Array.isArray(value)
    ? value.flatMap((item: Json, index) => pathsOf(item, [...path, index]))
    : isJsonObject(value)
      ? Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]))
      : [];
  return [path, ...children];
}

/** A copy with another value at a place; undefined takes the place out. */
function changed(value: Json, [key, ...rest]: Path, replacement: Json | undefined): Json {
  if (key === undefined) return replacement ?? null;
  const change = (item: Json): Json[] =>
    rest.length === 0 && replacement === undefined ? [] : [changed(item, rest, replacement)];
  if (Array.isArray(value)) {
    return value.flatMap((item: Json, index) => (index === key ? change(item) : [item]));
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) =>
      name === key ? change(item).map((copy) => [name, copy]) : [[name, item]],
    ),
  );
}

const paths = pathsOf(everyConstruct).slice(1);

const replacement = fc.oneof(
  fc.constant(undefined),
  fc.constantFrom<Json>(null, true, 0, -1, 2.5, '', 'Ask', 'add', '.x', '.x ==', 'PT1S', '${', [], {}, [[]], {
    a: {},
  }),
  fc.jsonValue({ maxDepth: 2 }).map((value) => value as Json),
);

const mutation = fc.array(fc.tuple(fc.constantFrom(...paths), replacement), { minLength: 1, maxLength: 3 });

describe('loadDefinition', () => {
  it('has nothing but hints to say about a document with every construct', async () => {
    for (const dialect of ['sonataflow', 'spec'] as const) {
      const { program, findings } = await load(everyConstruct, dialect);
      expect(findings.filter(({ severity }) => severity !== 'hint')).toEqual([]);
      expect(new Set([...(program?.tasks.values() ?? [])].map(({ kind }) => kind))).toEqual(
        new Set([
          'set',
          'switch',
          'do',
          'wait',
          'fork',
          'for',
          'listen',
          'call',
          'emit',
          'run',
          'compensate',
          'continue',
        ]),
      );
    }
  });

  it('gives a complete Program or tells an error, whatever a document says', async () => {
    await fc.assert(
      fc.asyncProperty(mutation, fc.constantFrom('sonataflow', 'spec'), async (changes, dialect) => {
        const document = changes.reduce<Json>(
          (copy, [path, value]) => changed(copy, path, value),
          everyConstruct,
        );
        const { program, findings } = await load(document, dialect);
        const errors = findings.filter(({ severity }) => severity === 'error');
        expect(errors.length > 0).toBe(program === undefined);
        if (!program) return;
        const known = [...program.tasks.keys()];
        const named = [...program.tasks.values()].flatMap(referencesOf);
        expect(known).toEqual(expect.arrayContaining([program.start, ...program.states, ...named]));
      }),
      { numRuns: 300 },
    );
  }, 120_000);
});
