import type { Json } from '@orchestrator/definition';
import { beforeEach, describe, expect, it } from 'vitest';
import { StoreDataError } from '../errors.js';
import type { Change } from '../store.js';
import { callOf, changeOf, definitionOf, enteredOf, instanceOf, past, timerOf } from './changes.fixture.js';
import type { OpenedStore } from './opened-store.fixture.js';

const lease = { owner: 'me', milliseconds: 60_000 };
const claim = { owner: 'other', leaseMs: 60_000, limit: 10 };

/** What every database below the store must do alike. */
export function storeSuite(opened: () => OpenedStore): void {
  const store = (): OpenedStore['store'] => opened().store;
  const started = (id: string, parts: Partial<Change> = {}): Change => changeOf(instanceOf(id, 1), parts);

  beforeEach(async () => {
    await opened().reset();
    await store().saveDefinition(definitionOf('greeting'));
  });

  describe('commit', () => {
    it('gives back exactly what was committed, in the same order of keys', async () => {
      const data = JSON.parse('{"z":1,"a":{"__proto__":[1.5,-0.1,1e21,"ä\\n😀",null]},"":true}') as Json;
      const instance = instanceOf('a', 1, { root: { data, frame: null }, businessKey: 'key' });
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
      const bad = changeOf(instanceOf('bad', 1, { root: { data, frame: null } }));
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

    it('stores a text that only looks like an escape', async () => {
      const instance = instanceOf('a', 1, { root: { data: '\\u0000', frame: null } });
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
        inputArgs: { in: 1 },
        outputArgs: { out: 2 },
      });
      expect(nodes?.[1]).toMatchObject({ parent: 'a:1', enter: past + 5, exit: past + 6, inputArgs: null });
      expect(nodes?.[2]).toMatchObject({ exit: null, errorMessage: 'no', cancelType: 'ERROR' });
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

  describe('calls', () => {
    it('are claimed by one owner only, with what was stored', async () => {
      await store().commit([
        started('a', { effects: [callOf('a:1')] }),
        started('b', { effects: [callOf('b:1')] }),
      ]);
      const claims = await Promise.all(
        ['one', 'two', 'three', 'four'].map((owner) => store().claimCalls({ ...claim, owner, limit: 1 })),
      );
      const calls = claims.flat().sort((left, right) => left.instanceId.localeCompare(right.instanceId));
      expect(calls).toEqual([
        { instanceId: 'a', call: callOf('a:1') },
        { instanceId: 'b', call: callOf('b:1') },
      ]);
      expect(await store().claimCalls(claim)).toEqual([]);
    });

    it('are written leased when the change says so, and free again when the lease runs out', async () => {
      const short = { owner: 'me', milliseconds: 1 };
      await store().commit([
        started('a', { effects: [callOf('a:1')], lease }),
        started('b', { effects: [callOf('b:1')], lease: short }),
      ]);
      await expect
        .poll(() => store().claimCalls(claim), { interval: 5 })
        .toEqual([{ instanceId: 'b', call: callOf('b:1') }]);
      expect(await store().claimCalls(claim)).toEqual([]);
    });

    it('stay with the owner who renews, until released', async () => {
      const short = { owner: 'me', milliseconds: 1 };
      await store().commit([started('a', { effects: [callOf('a:1')], lease: short })]);
      const node = { instanceId: 'a', node: 'a:1' };
      await store().renewLeases('me', 60_000, [node]);
      await store().renewLeases('other', 0, [node]);
      await store().renewLeases('me', 0, [{ instanceId: 'a', node: 'a:2' }]);
      await store().renewLeases('me', 0, []);
      expect(await store().claimCalls(claim)).toEqual([]);
      expect(await store().millisecondsToNextDue()).toBeGreaterThan(50_000);
      await store().releaseLeases('other');
      expect(await store().claimCalls(claim)).toEqual([]);
      await store().releaseLeases('me');
      expect(await store().claimCalls(claim)).toHaveLength(1);
    });

    it('are removed when nobody waits for them any more', async () => {
      await store().commit([started('a', { effects: [callOf('a:1'), callOf('a:2'), timerOf('a:3', past)] })]);
      await store().discard([
        { instanceId: 'a', node: 'a:1' },
        { instanceId: 'a', node: 'a:3' },
      ]);
      expect(await store().claimCalls(claim)).toEqual([{ instanceId: 'a', call: callOf('a:2') }]);
      expect(await store().claimTimers(claim)).toEqual([]);
    });

    it('go when settled, also when the same node calls again in that step', async () => {
      await store().commit([started('a', { effects: [callOf('a:1'), callOf('a:2'), timerOf('a:3', past)] })]);
      const again = changeOf(instanceOf('a', 2), {
        settled: ['a:1', 'a:2', 'a:3'],
        effects: [callOf('a:1', 2), timerOf('a:2', past)],
      });
      expect(await store().commit([again])).toEqual(['committed']);
      expect(await store().claimCalls(claim)).toEqual([{ instanceId: 'a', call: callOf('a:1', 2) }]);
      expect(await store().claimTimers(claim)).toEqual([{ instanceId: 'a', node: 'a:2' }]);
    });

    it('and timers go when the instance ends, named or not, but stay while it is in ERROR', async () => {
      for (const id of ['a', 'b', 'c']) {
        await store().commit([started(id, { effects: [callOf(`${id}:1`), timerOf(`${id}:2`, past)] })]);
      }
      await store().commit([
        changeOf(instanceOf('a', 2, { state: 'COMPLETED', endedAt: past })),
        changeOf(instanceOf('b', 2, { state: 'ABORTED', endedAt: past }), {
          settled: ['b:1'],
          effects: [callOf('b:9')],
        }),
        changeOf(instanceOf('c', 2, { state: 'ERROR' })),
      ]);
      expect((await store().claimCalls(claim)).map((call) => call.instanceId)).toEqual(['c']);
      expect((await store().claimTimers(claim)).map((timer) => timer.instanceId)).toEqual(['c']);
    });
  });

  describe('timers', () => {
    it('are claimed when due, by the clock of the database', async () => {
      const future = Date.now() + 3_600_000;
      await store().commit([started('a', { effects: [timerOf('a:1', past), timerOf('a:2', future)] })]);
      expect(await store().claimTimers(claim)).toEqual([{ instanceId: 'a', node: 'a:1' }]);
      expect(await store().claimTimers(claim)).toEqual([]);
    });

    it('tell how long nothing has to be done', async () => {
      expect(await store().millisecondsToNextDue()).toBeUndefined();
      await store().commit([started('a', { effects: [timerOf('a:1', Date.now() + 3_600_000)] })]);
      const milliseconds = await store().millisecondsToNextDue();
      expect(milliseconds).toBeGreaterThan(3_500_000);
      expect(milliseconds).toBeLessThanOrEqual(3_600_000);
      await store().commit([started('b', { effects: [callOf('b:1')] })]);
      expect(await store().millisecondsToNextDue()).toBe(0);
    });

    it('are due again when a claim is released', async () => {
      await store().commit([started('a', { effects: [timerOf('a:1', past)] })]);
      expect(await store().claimTimers(claim)).toHaveLength(1);
      await store().releaseLeases(claim.owner);
      expect(await store().claimTimers({ ...claim, owner: 'next' })).toHaveLength(1);
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

    it('cannot be published before they are saved', async () => {
      await expect(store().publishDefinition('nope')).rejects.toThrow(StoreDataError);
    });
  });
}
