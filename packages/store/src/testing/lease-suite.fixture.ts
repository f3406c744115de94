import type { CallEffect } from '@orchestrator/engine';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../store.js';
import { callOf, changeOf, definitionOf, instanceOf, past, settledOf, timerOf } from './changes.fixture.js';
import type { OpenedStore } from './opened-store.fixture.js';

const lease = { owner: 'me', milliseconds: 60_000 };
const claim = { owner: 'other', leaseMs: 60_000, limit: 10 };

const byNode = (left: CallEffect, right: CallEffect): number => left.node.localeCompare(right.node);

/** How calls and timers are kept, claimed and given up, on every database below the store. */
export function leaseSuite(opened: () => OpenedStore): void {
  const store = (): OpenedStore['store'] => opened().store;
  const started = (id: string, parts: Partial<Change> = {}): Change => changeOf(instanceOf(id, 1), parts);

  beforeEach(async () => {
    await opened().reset();
    await store().saveDefinition(definitionOf('greeting'));
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

    it('are free at once where the answer to a claim was lost, but for those that the owner has in hand', async () => {
      await store().commit([started('a', { effects: [callOf('a:1'), callOf('a:2'), callOf('a:3')] })]);
      const mine = { ...claim, owner: 'me' };
      await store().claimCalls({ ...mine, limit: 2 });
      await store().claimCalls({ ...claim, limit: 1 });
      const held = [{ instanceId: 'a', node: 'a:1' }];
      const lost = { held, ago: 0 };
      // One that was leased to it after it knew of the failure is no lost one.
      expect(await store().claimCalls({ ...mine, lost: { held, ago: 60_000 } })).toEqual([]);
      expect(await store().claimCalls({ ...mine, lost })).toEqual([{ instanceId: 'a', call: callOf('a:2') }]);
      expect(
        await store().claimCalls({
          ...mine,
          lost: { held: [...held, { instanceId: 'a', node: 'a:2' }], ago: 0 },
        }),
      ).toEqual([]);
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

    it('are removed by their owner when nobody waits for them any more', async () => {
      await store().commit([started('a', { effects: [callOf('a:1'), callOf('a:2'), callOf('a:3')] })]);
      expect(await store().claimCalls({ ...claim, limit: 3 })).toHaveLength(3);
      const again = { effects: [callOf('a:3', 2)] };
      await store().commit([changeOf(instanceOf('a', 2), again)]);
      const nodes = ['a:1', 'a:3'].map((node) => ({ instanceId: 'a', node, tries: 0 }));
      await store().discardCalls('stranger', nodes);
      await store().discardCalls(claim.owner, nodes);
      await store().releaseLeases(claim.owner);
      const calls = await store().claimCalls(claim);
      expect(calls.map(({ call }) => call).sort(byNode)).toEqual([callOf('a:2'), callOf('a:3', 2)]);
    });

    it('go when settled, also when the same node calls again in that step', async () => {
      await store().commit([started('a', { effects: [callOf('a:1'), callOf('a:2'), timerOf('a:3', past)] })]);
      const again = changeOf(instanceOf('a', 2), {
        effects: [
          callOf('a:1', 2),
          timerOf('a:2', past),
          settledOf('a:1', 'call'),
          settledOf('a:2', 'call'),
          settledOf('a:3'),
        ],
      });
      expect(await store().commit([again])).toEqual(['committed']);
      expect(await store().claimCalls(claim)).toEqual([{ instanceId: 'a', call: callOf('a:1', 2) }]);
      expect(await store().claimTimers(claim)).toMatchObject([
        { instanceId: 'a', node: 'a:2', timer: 'wait' },
      ]);
    });

    it('that nobody waits for outlive their instance and any settling', async () => {
      const detached = callOf('a:1', 1, { detached: true });
      const ending = instanceOf('a', 1, { state: 'COMPLETED', endedAt: past });
      await store().commit([changeOf(ending, { effects: [detached] })]);
      expect(await store().claimCalls(claim)).toEqual([{ instanceId: 'a', call: detached }]);
      await store().discardCalls(claim.owner, [{ instanceId: 'a', node: 'a:1', tries: 0 }]);
      await store().releaseLeases(claim.owner);
      expect(await store().claimCalls(claim)).toEqual([]);
    });

    it('of a later try stay when their owner removes an earlier one', async () => {
      const lease = { owner: claim.owner, milliseconds: 60_000 };
      await store().commit([started('a', { effects: [callOf('a:1')] })]);
      const next = callOf('a:1', 1, { tries: 1 });
      await store().commit([changeOf(instanceOf('a', 2), { effects: [next], lease })]);
      await store().discardCalls(claim.owner, [{ instanceId: 'a', node: 'a:1', tries: 0 }]);
      await store().releaseLeases(claim.owner);
      expect(await store().claimCalls(claim)).toEqual([{ instanceId: 'a', call: next }]);
    });

    it('of the first releases are read in the present form', async () => {
      await store().commit([started('a', { effects: [callOf('a:1')] })]);
      const { detached: _detached, arguments: given, ...former } = callOf('a:1');
      const text = JSON.stringify({ ...former, arguments: 'value' in given && given.value });
      await opened().database.query({ text: 'update orchestrator.call set effect = $1::json' }, [text]);
      expect(await store().claimCalls(claim)).toEqual([{ instanceId: 'a', call: callOf('a:1') }]);
    });

    it('and timers go when the instance ends, named or not, but stay while it is in ERROR', async () => {
      for (const id of ['a', 'b', 'c']) {
        await store().commit([started(id, { effects: [callOf(`${id}:1`), timerOf(`${id}:2`, past)] })]);
      }
      await store().commit([
        changeOf(instanceOf('a', 2, { state: 'COMPLETED', endedAt: past })),
        changeOf(instanceOf('b', 2, { state: 'ABORTED', endedAt: past }), {
          effects: [settledOf('b:1'), callOf('b:9')],
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
      const late = expect.any(Number) as number;
      const due = { instanceId: 'a', node: 'a:1', timer: 'wait', due: past, late, again: false };
      expect(await store().claimTimers({ ...claim, leaseMs: 0 })).toEqual([due]);
      expect(await store().claimTimers(claim)).toEqual([{ ...due, again: true }]);
      expect(await store().claimTimers(claim)).toEqual([]);
    });

    it('are free at once where the answer to a claim was lost, but for those that the owner has in hand', async () => {
      await store().commit([
        started('a', {
          effects: [timerOf('a:1', past), timerOf('a:1', past, 'deadline'), timerOf('a:2', past)],
        }),
      ]);
      expect(await store().claimTimers(claim)).toHaveLength(3);
      const held = [{ instanceId: 'a', node: 'a:1', timer: 'deadline' } as const];
      expect(await store().claimTimers({ ...claim, owner: 'next', held: [] })).toEqual([]);
      const again = await store().claimTimers({ ...claim, held });
      expect(again.map(({ node, timer }) => [node, timer]).sort()).toEqual([
        ['a:1', 'wait'],
        ['a:2', 'wait'],
      ]);
    });

    it('are claimed before they are due by who asks for it, but never while somebody else has them', async () => {
      const future = Date.now() + 3_600_000;
      await store().commit([started('a', { effects: [timerOf('a:1', past), timerOf('a:2', future)] })]);
      const ahead = { ...claim, ahead: 7_200_000 };
      const claimed = await store().claimTimers(ahead);
      const late = new Map(claimed.map((timer) => [timer.node, timer.late]));
      expect(late.get('a:1')).toBeGreaterThan(0);
      expect(late.get('a:2')).toBeLessThan(-3_500_000);
      expect(await store().claimTimers(ahead)).toEqual([]);
      await store().releaseLeases(claim.owner);
      expect((await store().claimTimers(claim)).map(({ node }) => node)).toEqual(['a:1']);
    });

    it('of one node are kept apart by their names, and replaced by one of the same name', async () => {
      const future = Date.now() + 3_600_000;
      await store().commit([
        started('a', {
          effects: [timerOf('a:1', past), timerOf('a:1', past, 'deadline'), timerOf('a:0', past, 'deadline')],
        }),
      ]);
      const claimed = await store().claimTimers(claim);
      expect(claimed.map(({ node, timer }) => `${node} ${timer}`).sort()).toEqual([
        'a:0 deadline',
        'a:1 deadline',
        'a:1 wait',
      ]);
      const step = {
        effects: [settledOf('a:1', 'deadline'), timerOf('a:1', future), timerOf('a:0', past, 'deadline')],
      };
      await store().commit([changeOf(instanceOf('a', 2), step)]);
      await store().discardTimers(claim.owner, claimed);
      expect(await store().claimTimers({ ...claim, owner: 'next' })).toMatchObject([
        { instanceId: 'a', node: 'a:0', timer: 'deadline' },
      ]);
      expect(await store().millisecondsToNextDue()).toBeGreaterThan(50_000);
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
}
