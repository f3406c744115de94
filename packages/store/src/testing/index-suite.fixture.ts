import type { Instance, InstanceState, TraceEntry } from '@orchestrator/engine';
import type { JsonObject } from '@orchestrator/definition';
import { isJsonObject } from '@orchestrator/definition';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Condition, DataIndex, InstanceRow, NodeRow } from '../data-index.js';
import { InvalidQueryError, UnknownFieldError } from '../errors.js';
import {
  arbitraryCondition,
  arbitraryJson,
  arbitraryName,
  arbitraryState,
  arbitraryText,
  arbitraryTime,
} from './arbitrary-condition.fixture.js';
import { ingestedRuns } from './arbitrary-ingested.fixture.js';
import { changeOf, definitionOf, enteredOf, instanceOf, past } from './changes.fixture.js';
import { evaluateCondition } from './evaluate-condition.fixture.js';
import type { OpenedStore } from './opened-store.fixture.js';

/** What the data index must answer on every database below the store. */
export function indexSuite(opened: () => OpenedStore): void {
  const index = (): DataIndex => opened().store.index;
  const ids = (rows: readonly InstanceRow[]): string[] => rows.map((row) => row.id);

  const add = async (
    instances: readonly Instance[],
    traceOf: (instance: Instance) => readonly TraceEntry[] = () => [],
  ): Promise<void> => {
    const { store } = opened();
    for (const id of new Set(instances.map((instance) => instance.workflowId))) {
      await store.saveDefinition(definitionOf(id, { name: id, hash: `hash-of-${id}` }));
      await store.publishDefinition(`hash-of-${id}`);
    }
    await store.commit(instances.map((instance) => changeOf(instance, { trace: traceOf(instance) })));
  };

  describe('any filter', () => {
    let rows: InstanceRow[];
    let nodes: Map<string, NodeRow[]>;

    beforeAll(async () => {
      await opened().reset();
      await add(
        fc
          .sample(arbitraryInstance, { numRuns: 60, seed: 7 })
          .map((instance, n) => ({ ...instance, id: `i${n}` })),
        ({ id }) => {
          const seed = Number(id.slice(1));
          return fc.sample(arbitraryTrace(id), { numRuns: 1, seed }).flat();
        },
      );
      await opened().store.ingest.take(ingestedRuns(40, 7));
      rows = await index().instances({});
      expect(rows).toHaveLength(100);
      nodes = await index().nodes(ids(rows));
      expect([...nodes.values()].flat().length).toBeGreaterThan(30);
    });

    it('selects what its rules, applied in memory, select', async () => {
      const agrees = async (where: Condition): Promise<void> => {
        const select = (condition: Condition): InstanceRow[] =>
          rows.filter((row) => evaluateCondition(condition, row, nodes.get(row.id) ?? []) === true);
        expect(ids(await index().instances({ where }))).toEqual(ids(select(where)));
        expect(await index().countInstances({ where: { not: where } })).toBe(select({ not: where }).length);
      };
      await fc.assert(fc.asyncProperty(arbitraryCondition, agrees), { numRuns: 400 });
    });

    it('selects the same for a page of some states or workflows as for the whole list', async () => {
      const oneOf = (field: string, values: fc.Arbitrary<string>) =>
        fc.array(values, { maxLength: 4 }).map((value): Condition => ({ field, operator: 'in', value }));
      const some = fc.oneof(oneOf('state', arbitraryState), oneOf('processId', arbitraryText));
      const alsoIndexed = fc.oneof(
        arbitraryTime.map((value): Condition => ({ field: 'start', operator: 'greaterThan', value })),
        arbitraryText.map((value): Condition => ({
          field: 'variables',
          path: ['initiatorEntity'],
          operator: 'equal',
          value,
        })),
      );
      const where = fc.oneof(
        some,
        fc.tuple(some, some, arbitraryCondition).map((and): Condition => ({ and })),
        fc.tuple(some, alsoIndexed).map((and): Condition => ({ and })),
        fc.tuple(some, arbitraryState).map(([part, value]): Condition => ({
          and: [part, { not: { field: 'state', operator: 'equal', value } }],
        })),
      );
      const page = fc.record({ limit: fc.nat(8), offset: fc.nat(8), descending: fc.boolean() });
      const agrees = async (
        filter: Condition,
        { limit, offset, descending }: { limit: number; offset: number; descending: boolean },
      ) => {
        const list = { where: filter, orderBy: [{ field: 'start', descending }] };
        const whole = ids(await index().instances(list));
        expect(ids(await index().instances({ ...list, limit, offset }))).toEqual(
          whole.slice(offset, offset + limit),
        );
      };
      await fc.assert(fc.asyncProperty(where, page, agrees), { numRuns: 300 });
    });

    it('takes as many values for a page as for the whole list', async () => {
      const many = Array.from({ length: 1_000 }, (_, n) => `value ${n}`);
      const any = (path: string): Condition => ({
        field: 'variables',
        path: [path],
        operator: 'in',
        value: many,
      });
      const workflows: Condition = { field: 'processId', operator: 'in', value: many.slice(0, 20) };
      const where: Condition = { and: [workflows, any('a'), any('b'), any('c'), any('d')] };
      const query = { where, orderBy: [{ field: 'start', descending: true }], limit: 5 };
      expect(await index().instances(query)).toEqual([]);
    });

    it('says of a page too which state it does not know', async () => {
      const where: Condition = { field: 'state', operator: 'in', value: ['ACTIVE', 'ERROR', 'LOST'] };
      const query = { where, orderBy: [{ field: 'start', descending: true }], limit: 5 };
      await expect(index().instances(query)).rejects.toThrow('"LOST"');
      await expect(index().instances({ ...query, where: { not: where } })).rejects.toThrow('"LOST"');
    });
  });

  describe('instances', () => {
    const day = 86_400_000;

    beforeAll(async () => {
      await opened().reset();
      await add([
        instanceOf('a', 1, {
          ...of('one'),
          startedAt: past,
          businessKey: 'k1',
          variables: { initiatorEntity: 'user:default/ann' },
        }),
        instanceOf('b', 1, {
          ...of('one'),
          startedAt: past + day,
          state: 'COMPLETED',
          endedAt: past + day + 2000,
        }),
        instanceOf('c', 1, { ...of('two'), startedAt: past + 2 * day, state: 'ERROR', error }),
        instanceOf('d', 1, {
          ...of('one'),
          startedAt: past + 3 * day,
          state: 'COMPLETED',
          endedAt: past + 3 * day + 4000,
        }),
      ]);
    });

    it('show what the portal and GraphQL ask for', async () => {
      const [row] = await index().instances({ where: { field: 'id', operator: 'equal', value: 'c' } });
      expect(row).toEqual({
        id: 'c',
        ingested: false,
        roles: [],
        addons: [],
        endpoint: null,
        createdBy: null,
        updatedBy: null,
        slaDueDate: null,
        cloudEventId: null,
        cloudEventSource: null,
        processId: 'two',
        processName: 'two',
        version: '1.0',
        definition: 'hash-of-two',
        commit: 1,
        state: 'ERROR',
        businessKey: null,
        parentProcessInstanceId: null,
        rootProcessInstanceId: null,
        rootProcessId: null,
        start: past + 2 * day,
        end: null,
        lastUpdate: row?.lastUpdate,
        variables: { workflowdata: { step: 1 } },
        error: {
          nodeDefinitionId: 'greet',
          nodeInstanceId: 'c:1',
          message: 'It failed.',
          code: 'call-failed',
          cause: null,
        },
      });
      expect(row?.lastUpdate).toBeGreaterThan(Date.now() - 60_000);
    });

    it('are counted by workflow, state and time', async () => {
      expect(await index().instanceGroups({}, [])).toEqual([
        { processId: null, state: null, time: null, count: 4 },
      ]);
      expect(await index().instanceGroups({}, ['state', 'workflow'])).toEqual([
        { processId: 'one', state: 'ACTIVE', time: null, count: 1 },
        { processId: 'one', state: 'COMPLETED', time: null, count: 2 },
        { processId: 'two', state: 'ERROR', time: null, count: 1 },
      ]);
      const where: Condition = { field: 'processId', operator: 'equal', value: 'one' };
      const days = await index().instanceGroups({ where }, ['day']);
      expect(days.map(({ time, count }) => [time, count])).toEqual(
        [0, 1, 3].map((days) => [Math.floor(past / day) * day + days * day, 1]),
      );
      expect(await index().instanceGroups({}, ['hour', 'month'])).toMatchObject([{ count: 4 }]);
    });

    it('tell how often they were written, those that started last first', async () => {
      expect(await index().revisions('instances', 2)).toEqual([
        { id: 'd', revision: 1 },
        { id: 'c', revision: 1 },
      ]);
      expect(await index().revisions('jobs', 10)).toEqual([]);
      expect(await index().revisions('tasks', 10)).toEqual([]);
    });

    it('are ordered and paged as asked, nulls last when ascending and first when descending', async () => {
      const ordered = async (field: string, descending: boolean): Promise<string[]> =>
        ids(await index().instances({ orderBy: [{ field, descending }] }));
      expect(await ordered('end', false)).toEqual(['b', 'd', 'a', 'c']);
      expect(await ordered('end', true)).toEqual(['a', 'c', 'd', 'b']);
      expect(await ordered('state', false)).toEqual(['a', 'b', 'd', 'c']);
      const orderBy = [
        { field: 'processId', descending: true },
        { field: 'start', descending: true },
      ];
      expect(ids(await index().instances({ orderBy, offset: 1, limit: 2 }))).toEqual(['d', 'b']);
      expect(ids(await index().instances({ limit: 0 }))).toEqual([]);
    });

    it('are found by initiator through its column', async () => {
      const value = 'user:default/ann';
      const where: Condition = { field: 'variables', path: ['initiatorEntity'], operator: 'equal', value };
      expect(ids(await index().instances({ where }))).toEqual(['a']);
      expect(ids(await index().instances({ where: { not: where } }))).toEqual([]);
    });

    it('are summed up for each workflow that has runs, for all or for one initiator', async () => {
      expect(await index().statistics(['one', 'none', 'one'])).toEqual([
        {
          processId: 'one',
          completed: 2,
          error: 0,
          startedLastMonth: 0,
          lastRunId: 'd',
          lastRunState: 'COMPLETED',
          lastRunStart: past + 3 * day,
          averageMs: 3000,
        },
      ]);
      const [ann] = await index().statistics(['one', 'two'], 'user:default/ann');
      expect(ann).toMatchObject({ processId: 'one', completed: 0, lastRunId: 'a', averageMs: null });
    });
  });

  describe('definitions', () => {
    it('are filtered by their own fields, annotations and metadata', async () => {
      const { store } = opened();
      await opened().reset();
      const definitions = [
        definitionOf('one', { annotations: ['x', 'y'], metadata: { 'orchestrator.team': 'a', n: 1 } }),
        definitionOf('two', { annotations: ['y'], description: 'Second' }),
        definitionOf('three'),
      ];
      for (const definition of definitions) {
        await store.saveDefinition(definition);
        await store.publishDefinition(definition.hash);
      }
      const found = async (where: Condition): Promise<string[]> =>
        (await index().definitions({ where, orderBy: [{ field: 'name', descending: false }] })).map(
          (row) => row.id,
        );
      expect(await found({ field: 'annotations', operator: 'contains', value: 'y' })).toEqual(['one', 'two']);
      expect(await found({ field: 'annotations', operator: 'containsAll', value: ['x', 'y'] })).toEqual([
        'one',
      ]);
      expect(await found({ field: 'annotations', operator: 'containsAny', value: ['x', 'z'] })).toEqual([
        'one',
      ]);
      expect(await found({ field: 'annotations', operator: 'isNull', value: true })).toEqual(['three']);
      expect(await found({ field: 'id', operator: 'like', value: 't*' })).toEqual(['three', 'two']);
      expect(await found({ field: 'description', operator: 'isNull', value: false })).toEqual(['two']);
      const team = { field: 'metadata', path: ['orchestrator.team'], operator: 'equal', value: 'a' } as const;
      expect(await found(team)).toEqual(['one']);
      expect(await index().countDefinitions({ where: { not: team } })).toBe(0);
    });
  });

  describe('a query that cannot be answered', () => {
    it('names the unknown field and the known ones', async () => {
      const where: Condition = { field: 'password', operator: 'equal', value: 'x' };
      await expect(index().instances({ where })).rejects.toThrow(UnknownFieldError);
      await expect(
        index().instances({ orderBy: [{ field: 'id; drop table', descending: true }] }),
      ).rejects.toThrow(UnknownFieldError);
    });

    it.each<Condition>([
      { field: 'id', operator: 'contains', value: 'a' },
      { field: 'id', operator: 'equal', value: 1 },
      { field: 'id', operator: 'equal', value: 'a\u0000' },
      { field: 'id', path: ['a'], operator: 'equal', value: 'a' },
      { field: 'state', operator: 'equal', value: 'DONE' },
      { field: 'start', operator: 'equal', value: '2026-01-01' },
      { field: 'start', operator: 'equal', value: 1e300 },
      { field: 'start', operator: 'between', value: { from: 1 } },
      { field: 'variables', path: ['a'], operator: 'contains', value: 1 },
      { field: 'variables', path: ['a'], operator: 'equal', value: ['a\u0000'] },
      { field: 'variables', path: ['\u0000'], operator: 'equal', value: 1 },
      { field: 'variables', path: Array<string>(100).fill('a'), operator: 'equal', value: 1 },
      { field: 'id', operator: 'in', value: Array<string>(2000).fill('a') },
      { and: Array<Condition>(600).fill({ and: [] }) },
      Array.from({ length: 40 }).reduce<Condition>((not) => ({ not }), { and: [] }),
    ])('is refused: %j', async (where) => {
      await expect(index().instances({ where })).rejects.toThrow(InvalidQueryError);
    });

    it('is refused for a page that is none', async () => {
      await expect(index().instances({ limit: -1 })).rejects.toThrow(InvalidQueryError);
      await expect(index().instances({ offset: 0.5 })).rejects.toThrow(InvalidQueryError);
    });
  });
}

const error = { code: 'call-failed', message: 'It failed.', task: 'greet', node: 'c:1' };

function of(workflowId: string): { workflowId: string; definition: string } {
  return { workflowId, definition: `hash-of-${workflowId}` };
}

const states: readonly InstanceState[] = ['ACTIVE', 'COMPLETED', 'ABORTED', 'ERROR'];

/** Up to three nodes, entered, failed and left in many ways. */
function arbitraryTrace(id: string): fc.Arbitrary<TraceEntry[]> {
  const node = fc.record({
    name: arbitraryName,
    at: arbitraryTime,
    exit: fc.option(arbitraryTime),
    message: fc.option(arbitraryText),
    retrigger: fc.boolean(),
    input: fc.option(arbitraryJson),
  });
  return fc.array(node, { maxLength: 3 }).map((nodes) =>
    nodes.flatMap(({ name, at, exit, message, retrigger, input }, index): TraceEntry[] => {
      const key = `${id}:${index + 1}`;
      const entered = enteredOf(key, {
        name,
        at,
        ...(retrigger && { retrigger: true }),
        ...(input !== null && { input }),
      });
      const failed: TraceEntry[] = message === null ? [] : [{ type: 'failed', node: key, at, message }];
      const exited: TraceEntry[] = exit === null ? [] : [{ type: 'exited', node: key, at: exit }];
      return [entered, ...failed, ...exited];
    }),
  );
}

const arbitraryInstance: fc.Arbitrary<Instance> = fc
  .record({
    workflowId: arbitraryText,
    state: fc.constantFrom(...states),
    startedAt: arbitraryTime,
    endedAt: fc.option(arbitraryTime),
    businessKey: fc.option(arbitraryText),
    identity: fc.option(arbitraryText),
    message: fc.option(arbitraryText),
    data: arbitraryJson,
    variables: arbitraryJson.map((value): JsonObject => (isJsonObject(value) ? value : { a: value })),
  })
  .map(({ workflowId, state, startedAt, endedAt, businessKey, identity, message, data, variables }) =>
    instanceOf('', 1, {
      ...of(workflowId),
      state,
      startedAt,
      variables,
      root: { data, frame: null, index: 0 },
      ...(endedAt !== null && { endedAt }),
      ...(businessKey !== null && { businessKey }),
      ...(identity !== null && { identity }),
      ...(message !== null && { error: { ...error, message } }),
    }),
  );
