import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileFilter } from '../filters/compile-filter';
import { indexOver, openTestEngine, type TestEngine } from '../testing/engine.fixture';
import { condition, filterTree, VALUES } from '../testing/filters.fixture';
import { filterMatches } from '../testing/index-semantics.fixture';
import { olderIndex } from '../testing/older-index.fixture';
import type { DataIndex } from './data-index';
import { initiatorOf } from './instance';

describe('DataIndex', () => {
  let engine: TestEngine;
  const ids: string[] = [];
  const owner = (name: string) => `user:default/${name}`;

  beforeAll(async () => {
    engine = await openTestEngine();
    for (const [workflowId, name] of [
      ['greet', 'Ada'],
      ['greet', 'Bob'],
      ['greet', ''],
      ['fail', 'Ada'],
      ['fail', undefined],
      ['nap', 'Bob'],
    ] as const) {
      const workflowdata = name === undefined ? {} : { name };
      ids.push(
        await engine.service.start(workflowId, undefined, { workflowdata, initiatorEntity: owner('ada') }),
      );
    }
  });
  afterAll(() => engine.stop());

  it('answers exactly the runs that any tree of filters means', async () => {
    const fields = (await engine.index.schema()).fields('ProcessInstanceArgument');
    const rows = (await engine.index.instances({})).map(({ id, processId, state, variables }) => ({
      id,
      processId,
      state: state ?? '',
      businessKey: null,
      variables,
    }));
    expect(rows).toHaveLength(ids.length);
    await fc.assert(
      fc.asyncProperty(filterTree(condition), async (filter) => {
        const compiled = compileFilter(filter, fields);
        const found =
          compiled === false
            ? []
            : await engine.index.instances({ where: compiled === true ? {} : compiled });
        const meant = rows.filter((row) => filterMatches(filter, row) === true);
        expect(found.map(({ id }) => id).toSorted()).toEqual(meant.map(({ id }) => id).toSorted());
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('knows the words that its tests are made of', async () => {
    const found = await engine.index.instances({ where: { state: { in: [...VALUES.states] } } });
    expect(found).toHaveLength(ids.length);
  });

  it('finds definitions, their ids and nothing for an unknown id', async () => {
    expect(await engine.index.definitionIds()).toEqual(expect.arrayContaining(['greet', 'fail', 'nap']));
    expect(await engine.index.definition('greet')).toMatchObject({ name: 'Greet', findings: [] });
    expect(await engine.index.definition('nope')).toBeUndefined();
    expect(await engine.index.instance('nope')).toBeUndefined();
  });

  const OLDER = { 'of stream 10.1': '10.1', 'of stream 10.0': '10.0' } as const;

  describe.each(Object.entries(OLDER))('an index %s', (_name, stream) => {
    let older: DataIndex;

    beforeAll(() => {
      older = indexOver(olderIndex((request) => engine.orchestrator.fetch(request), stream));
    });

    it('answers definitions and runs without our own fields', async () => {
      const definition = await older.definition('greet');
      expect(definition).toMatchObject({ name: 'Greet', version: '2.0' });
      expect(definition).not.toHaveProperty('findings');
      const instance = await older.instance(ids[0] ?? '');
      expect(instance).toMatchObject({ state: 'COMPLETED', nodes: [{ name: 'Hello' }, {}] });
      expect(instance).not.toHaveProperty('commit');
      expect(instance && initiatorOf(instance)).toBe(owner('ada'));
      expect(await older.problems()).toEqual([]);
    });

    it('counts', async () => {
      expect(await older.countInstances({ processId: { equal: 'greet' } })).toBe(3);
    });

    it('answers statistics by single queries', async () => {
      const expected = (await engine.index.statistics(['greet', 'fail', 'nap'])).map((row) => ({
        ...row,
        averageMs: undefined,
        ...(stream === '10.0' && { completed: undefined, error: undefined, startedLastMonth: undefined }),
      }));
      const statistics = await older.statistics(['greet', 'fail', 'nap', 'unused']);
      const byId = (a: { processId: string }, b: { processId: string }) =>
        a.processId.localeCompare(b.processId);
      expect(statistics.toSorted(byId)).toEqual(expected.toSorted(byId));
      expect(await older.statistics(['greet'], owner('bob'))).toEqual([]);
    });
  });

  it('asks for the schema again after a failure', async () => {
    let down = true;
    const index = indexOver((request) =>
      down ? Promise.reject(new TypeError('fetch failed')) : engine.orchestrator.fetch(request),
    );
    await expect(index.definition('greet')).rejects.toMatchObject({ code: 'engine-unreachable' });
    down = false;
    expect(await index.definition('greet')).toBeDefined();
  });
});
