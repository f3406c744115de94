import type { Json } from '@orchestrator/definition';
import { INSTANCE_FORMAT } from '@orchestrator/engine';
import type { TraceEntry } from '@orchestrator/engine';
import { beforeEach, describe, expect, it } from 'vitest';
import { StoreDataError, StoreSchemaError } from '../errors.js';
import type { Change } from '../store.js';
import { callOf, changeOf, definitionOf, enteredOf, instanceOf, past, timerOf } from './changes.fixture.js';
import type { OpenedStore } from './opened-store.fixture.js';

const claim = { owner: 'other', leaseMs: 60_000, limit: 10 };

/** What every database below the store must do alike. */
export function storeSuite(opened: () => OpenedStore): void {
  const store = (): OpenedStore['store'] => opened().store;
  const started = (id: string, parts: Partial<Change> = {}): Change => changeOf(instanceOf(id, 1), parts);

  beforeEach(async () => {
    await opened().reset();
    await store().saveDefinition(definitionOf('greeting'));
  });

  it('warms up without writing anything', async () => {
    await store().warmUp();
    expect(await opened().database.query({ text: 'select id from orchestrator.instance' })).toEqual([]);
  });

  describe('commit', () => {
    it('gives back exactly what was committed, in the same order of keys', async () => {
      const data = JSON.parse('{"z":1,"a":{"__proto__":[1.5,-0.1,1e21,"ä\\n😀",null]},"":true}') as Json;
      const instance = instanceOf('a', 1, { root: { data, frame: null, index: 0 }, businessKey: 'key' });
      expect(await store().commit([changeOf(instance)])).toEqual(['committed']);
      expect(JSON.stringify(await store().load('a'))).toBe(JSON.stringify(instance));
      expect(await store().load('b')).toBeUndefined();
    });

    it('answers each change in the order given and lets a conflict write nothing of its change', async () => {
      await store().commit([started('a'), started('b'), started('c')]);
      const outcomes = await store().commit([
        changeOf(instanceOf('c', 2)),
        changeOf(instanceOf('b', 7), { effects: [callOf('b:1')], trace: [enteredOf('b:1')] }),
        changeOf(instanceOf('a', 2), { effects: [callOf('a:1')] }),
      ]);
      expect(outcomes).toEqual(['committed', 'conflict', 'committed']);
      expect((await store().load('b'))?.version).toBe(1);
      expect((await store().claimCalls(claim)).map((call) => call.instanceId)).toEqual(['a']);
      expect((await store().index.nodes(['b'])).get('b')).toEqual([]);
    });

    it('does not start an instance twice, nor go on with one that does not exist', async () => {
      await store().commit([started('a')]);
      const other = changeOf(instanceOf('a', 1, { businessKey: 'late' }));
      expect(await store().commit([other, changeOf(instanceOf('ghost', 2))])).toEqual([
        'conflict',
        'conflict',
      ]);
      expect((await store().load('a'))?.businessKey).toBeUndefined();
    });

    it('lets exactly one of many concurrent writers of a version win', async () => {
      await store().commit([started('a'), started('b')]);
      const writers = Array.from({ length: 8 }, (_, writer) => {
        const change = (id: string): Change =>
          changeOf(instanceOf(id, 2, { businessKey: `writer ${writer}` }));
        return store().commit(writer % 2 === 0 ? [change('a'), change('b')] : [change('b'), change('a')]);
      });
      const outcomes = (await Promise.all(writers)).flat();
      expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(2);
    });

    it('lets an instance follow another definition, with its version and name', async () => {
      await store().saveDefinition(definitionOf('greeting', { hash: 'h2', version: '2.0', name: 'Two' }));
      await store().commit([started('a')]);
      await store().commit([changeOf(instanceOf('a', 2, { definition: 'h2' }))]);
      expect(await store().index.instances({})).toMatchObject([
        { id: 'a', definition: 'h2', version: '2.0', processName: 'Two' },
      ]);
      await expect(store().commit([changeOf(instanceOf('a', 3, { definition: 'h3' }))])).rejects.toThrow(
        StoreDataError,
      );
    });

    it('reads what the first releases stored in the present form', async () => {
      await store().commit([started('a')]);
      const former = '{"format":1,"id":"a","state":"ACTIVE","root":{"data":{"z":1},"frame":null}}';
      await opened().database.query({ text: 'update orchestrator.instance set snapshot = $1::json' }, [
        former,
      ]);
      expect(await store().load('a')).toMatchObject({
        format: INSTANCE_FORMAT,
        root: { data: { z: 1 }, index: 0 },
      });
      const newer = former.replace('1', '999');
      await opened().database.query({ text: 'update orchestrator.instance set snapshot = $1::json' }, [
        newer,
      ]);
      await expect(store().load('a')).rejects.toThrow(StoreSchemaError);
    });

    it('lists the living instances of a workflow, the newest first and no more than asked for', async () => {
      await store().commit([
        changeOf(instanceOf('a', 1, { startedAt: past })),
        changeOf(instanceOf('b', 1, { startedAt: past + 1, state: 'ERROR' })),
        changeOf(instanceOf('c', 1, { startedAt: past + 2, state: 'SUSPENDED' })),
        changeOf(instanceOf('d', 1, { state: 'COMPLETED' })),
        changeOf(instanceOf('e', 1, { state: 'ABORTED' })),
      ]);
      const ids = async (limit: number): Promise<string[]> =>
        (await store().living('greeting', limit)).map(({ id }) => id);
      expect(await ids(10)).toEqual(['c', 'b', 'a']);
      expect(await ids(2)).toEqual(['c', 'b']);
    });

    it('refuses two changes of one instance in a group', async () => {
      await expect(store().commit([started('a'), started('a')])).rejects.toThrow(RangeError);
    });

    it('refuses an instance whose definition is not stored', async () => {
      const orphan = changeOf(instanceOf('a', 1, { definition: 'unknown' }));
      await expect(store().commit([orphan])).rejects.toThrow(StoreDataError);
    });

    it.each([
      ['\\u0000', 'a\u0000b'],
      ['half a surrogate pair', 'a\ud800b'],
      ['a depth that databases die of', JSON.parse('['.repeat(5000) + ']'.repeat(5000)) as Json],
    ])('writes nothing of a group that holds %s, and names the instance', async (_what, data) => {
      const bad = changeOf(instanceOf('bad', 1, { root: { data, frame: null, index: 0 } }));
      const failure = await store()
        .commit([started('good'), bad])
        .catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(StoreDataError);
      expect(failure).toMatchObject({ code: 'data-not-storable', instanceId: 'bad' });
      expect(await store().load('good')).toBeUndefined();
      expect(await store().commit([started('good')])).toEqual(['committed']);
    });

    it('refuses a time that PostgreSQL cannot hold, and goes on', async () => {
      const late = started('a', { effects: [timerOf('a:1', 1e300)] });
      await expect(store().commit([late])).rejects.toThrow(StoreDataError);
      expect(await store().commit([started('a')])).toEqual(['committed']);
    });

    it('keeps control characters of several instances of a group apart', async () => {
      const data = Array.from({ length: 31 }, (_, code) => String.fromCharCode(code + 1)).join('');
      const instances = ['b', 'a', 'c'].map((id) =>
        instanceOf(id, 1, { root: { data: id + data, frame: null, index: 0 } }),
      );
      await store().commit(instances.map((instance) => changeOf(instance)));
      for (const instance of instances) expect(await store().load(instance.id)).toEqual(instance);
    });

    it('stores a text that only looks like an escape', async () => {
      const instance = instanceOf('a', 1, { root: { data: '\\u0000', frame: null, index: 0 } });
      await store().commit([changeOf(instance)]);
      expect((await store().load('a'))?.root.data).toBe('\\u0000');
    });
  });

  describe('trace', () => {
    it('makes one row a node, completed by later entries, in the order entered', async () => {
      const parent = enteredOf('a:1', { nodeType: 'CompositeContextNode', input: { in: 1 } });
      const child = enteredOf('a:2', { parent: 'a:1', at: past + 5 });
      await store().commit([
        started('a', { trace: [parent, child, { type: 'exited', node: 'a:2', at: past + 6 }] }),
      ]);
      const exited = { type: 'exited', node: 'a:1', at: past + 7, output: { out: 2 } } as const;
      const later = [
        exited,
        enteredOf('a:10'),
        { type: 'failed', node: 'a:10', at: past + 8, message: 'no' } as const,
      ];
      await store().commit([changeOf(instanceOf('a', 2), { trace: later })]);
      const nodes = (await store().index.nodes(['a', 'none'])).get('a');
      expect(nodes?.map((node) => node.id)).toEqual(['a:1', 'a:2', 'a:10']);
      expect(nodes?.[0]).toEqual({
        id: 'a:1',
        instanceId: 'a',
        parent: null,
        name: 'Greet',
        type: 'CompositeContextNode',
        definitionId: 'greet',
        enter: past,
        exit: past + 7,
        errorMessage: null,
        cancelType: null,
        retrigger: null,
        retries: null,
        retryMessage: null,
        slaDueDate: null,
        inputArgs: { in: 1 },
        outputArgs: { out: 2 },
      });
      expect(nodes?.[1]).toMatchObject({ parent: 'a:1', enter: past + 5, exit: past + 6, inputArgs: null });
      expect(nodes?.[2]).toMatchObject({ exit: null, errorMessage: 'no', cancelType: 'ERROR' });
    });

    it('shows how often a node was tried again, what was skipped, and what an operator repeated', async () => {
      const retrying = (attempt: number): TraceEntry => ({
        type: 'retrying',
        node: 'a:1',
        at: past,
        attempt,
        message: `try ${attempt}`,
      });
      await store().commit([started('a', { trace: [enteredOf('a:1'), retrying(1)] })]);
      const later: TraceEntry[] = [
        retrying(2),
        { type: 'skipped', node: 'a:1', at: past },
        enteredOf('a:2', { retrigger: true }),
      ];
      await store().commit([changeOf(instanceOf('a', 2), { trace: later })]);
      expect((await store().index.nodes(['a'])).get('a')).toMatchObject([
        { retries: 2, retryMessage: 'try 2', cancelType: 'SKIPPED', exit: null, retrigger: null },
        { retries: null, retryMessage: null, cancelType: null, retrigger: true },
      ]);
    });

    it('tells the last of what several steps said of a node, and nothing of a step that lost', async () => {
      const of = (type: 'retrying' | 'failed', text: string): TraceEntry =>
        type === 'failed'
          ? { type, node: 'a:1', at: past, message: text }
          : { type, node: 'a:1', at: past, attempt: Number(text), message: `try ${text}` };
      const steps: TraceEntry[][] = [
        [enteredOf('a:1', { input: { in: 1 } })],
        [of('retrying', '10')],
        [of('retrying', '9')],
        [],
        [of('failed', 'later in the alphabet')],
        [of('failed', 'earlier')],
        [{ type: 'skipped', node: 'a:1', at: past }],
        [{ type: 'cancelled', node: 'a:1', at: past }],
      ];
      for (const [step, trace] of steps.entries())
        await store().commit([changeOf(instanceOf('a', step + 1), { trace })]);
      const lost = changeOf(instanceOf('a', 3), { trace: [of('failed', 'lost')] });
      const other = changeOf(instanceOf('b', 1), { trace: [enteredOf('b:1')] });
      expect(await store().commit([lost, other])).toEqual(['conflict', 'committed']);
      const nodes = await store().index.nodes(['a', 'b']);
      expect(nodes.get('a')).toMatchObject([
        {
          retries: 9,
          retryMessage: 'try 9',
          errorMessage: 'earlier',
          cancelType: 'ABORTED',
          inputArgs: { in: 1 },
        },
      ]);
      expect(nodes.get('b')).toMatchObject([{ id: 'b:1', name: 'Greet' }]);
    });

    it('tells of each run of a group what is its own, whatever the order of the group', async () => {
      await store().commit([started('d'), started('b')]);
      const of = (id: string, version: number, named = true): Change =>
        changeOf(instanceOf(id, version), {
          trace: named ? [enteredOf(`${id}:7`, { name: `of ${id}`, input: { of: id } })] : [],
        });
      const group = [
        of('e', 1),
        of('d', 2),
        of('c', 1, false),
        of('b', 2),
        of('f', 1, false),
        of('a', 1, false),
      ];
      await store().commit(group);
      const nodes = await store().index.nodes(['a', 'b', 'c', 'd', 'e', 'f']);
      expect(
        [...nodes].map(([id, rows]) => [id, rows.map((row) => [row.id, row.name, row.inputArgs])]),
      ).toEqual(
        ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => [
          id,
          ['b', 'd', 'e'].includes(id) ? [[`${id}:7`, `of ${id}`, { of: id }]] : [],
        ]),
      );
    });

    it('shows a cancelled node as aborted', async () => {
      await store().commit([started('a', { trace: [enteredOf('a:1')] })]);
      const cancelled = { type: 'cancelled', node: 'a:1', at: past } as const;
      await store().commit([
        changeOf(instanceOf('a', 2, { state: 'ABORTED', endedAt: past }), { trace: [cancelled] }),
      ]);
      expect((await store().index.nodes(['a'])).get('a')?.[0]).toMatchObject({
        cancelType: 'ABORTED',
        exit: null,
      });
    });
  });

  describe('definitions', () => {
    it('are kept under their hash, the first one for ever', async () => {
      const definition = definitionOf('greeting', {
        description: 'Hello',
        files: { 'b.json': '{}', 'a.json': '1' },
      });
      await store().saveDefinition({ ...definition, hash: 'h2' });
      await store().saveDefinition({ ...definition, hash: 'h2', name: 'changed' });
      expect(await store().loadDefinition('h2')).toEqual({ ...definition, hash: 'h2' });
      expect(await store().loadDefinition('h3')).toBeUndefined();
    });

    it('are listed once published, the newest of each workflow, and stay listed when withdrawn', async () => {
      await store().saveDefinition(
        definitionOf('greeting', { hash: 'h2', version: '2.0', annotations: ['x'] }),
      );
      await store().publishDefinition('hash-of-greeting');
      await store().publishDefinition('h2');
      const expected = { id: 'greeting', version: '2.0', hash: 'h2', available: true, annotations: ['x'] };
      expect(await store().index.definitions({})).toMatchObject([expected]);
      await store().withdrawDefinition('greeting');
      expect(await store().index.definitions({})).toMatchObject([{ ...expected, available: false }]);
      await store().publishDefinition('hash-of-greeting');
      expect(await store().index.definitions({})).toMatchObject([{ version: '1.0', available: true }]);
    });

    it('are found by version, the last one saved', async () => {
      await store().saveDefinition(definitionOf('greeting', { hash: 'h2', version: '2.0' }));
      await store().saveDefinition(definitionOf('greeting', { hash: 'h3', version: '2.0' }));
      expect(await store().findDefinition('greeting', '2.0')).toBe('h3');
      expect(await store().findDefinition('greeting', '3.0')).toBeUndefined();
    });

    it('tell since when they are published, which publishing again does not change', async () => {
      const since = await store().publishDefinition('hash-of-greeting');
      expect(Math.abs(since - Date.now())).toBeLessThan(60_000);
      expect(await store().publishDefinition('hash-of-greeting')).toBe(since);
      expect(await store().index.definitions({})).toMatchObject([{ publishedAt: since }]);
      await store().withdrawDefinition('greeting');
      expect(await store().publishDefinition('hash-of-greeting')).toBeGreaterThan(since);
    });

    it('answer what they were published with, as long as they are in force', async () => {
      await store().saveDefinition(definitionOf('other', { hash: 'h2' }));
      const since = await store().publishDefinition('hash-of-greeting', { by: 'one', findings: ['ü'] });
      await store().publishDefinition('h2');
      const greeting = { workflowId: 'greeting', hash: 'hash-of-greeting', since };
      const published = await store().published();
      expect(published.toSorted((a, b) => (a.workflowId < b.workflowId ? -1 : 1))).toEqual([
        { ...greeting, path: 'greeting.sw.yaml', reading: { by: 'one', findings: ['ü'] } },
        expect.objectContaining({ workflowId: 'other', hash: 'h2' }),
      ]);
      await store().publishDefinition('hash-of-greeting', { by: 'two' });
      await store().withdrawDefinition('other');
      expect(await store().published()).toMatchObject([{ ...greeting, reading: { by: 'two' } }]);
      await store().publishDefinition('hash-of-greeting');
      expect((await store().published())[0]).not.toHaveProperty('reading');
    });

    it('cannot be published before they are saved', async () => {
      await expect(store().publishDefinition('nope')).rejects.toThrow(StoreDataError);
    });
  });
}
