import { beforeEach, describe, expect, it } from 'vitest';
import { changeOf, definitionOf, eventOf, instanceOf } from './changes.fixture.js';
import type { OpenedStore } from './opened-store.fixture.js';

const claim = { owner: 'me', leaseMs: 60_000, limit: 100 };

/** How events are handed out to be sent, on every database below the store. */
export function outgoingSuite(opened: () => OpenedStore): void {
  const store = (): OpenedStore['store'] => opened().store;

  beforeEach(async () => {
    await opened().reset();
    await store().saveDefinition(definitionOf('greeting'));
  });

  describe('outgoing events', () => {
    const produced = (id: string): { type: 'publish'; node: string; event: ReturnType<typeof eventOf> } => ({
      type: 'publish',
      node: 'a:1',
      event: eventOf(id),
    });
    const ids = (events: readonly { readonly event: { readonly id: string } }[]): string[] =>
      events.map(({ event }) => event.id).sort();

    it('are handed out one at a time for each instance, in the order in which they were produced', async () => {
      await store().commit([
        changeOf(instanceOf('a', 1), { effects: [produced('a1'), produced('a2')] }),
        changeOf(instanceOf('b', 1, { state: 'COMPLETED' }), { effects: [produced('b1')] }),
      ]);
      await store().commit([changeOf(instanceOf('a', 2), { effects: [produced('a3')] })]);
      const first = await store().events.claimOutgoing(claim);
      expect(ids(first)).toEqual(['a1', 'b1']);
      expect(await store().events.claimOutgoing(claim)).toEqual([]);
      expect(await store().events.millisecondsToNextOutgoing()).toBeGreaterThan(50_000);
      await store().events.sent(first);
      const second = await store().events.claimOutgoing(claim);
      expect(ids(second)).toEqual(['a2']);
      await store().events.sent(second);
      const third = await store().events.claimOutgoing(claim);
      expect(ids(third)).toEqual(['a3']);
      await store().events.sent(third);
      expect(await store().events.millisecondsToNextOutgoing()).toBeUndefined();
    });

    it('are handed out anew at once where the answer to a claim was lost', async () => {
      await store().commit([changeOf(instanceOf('a', 1), { effects: [produced('a1')] })]);
      const claimed = await store().events.claimOutgoing(claim);
      expect(await store().events.claimOutgoing({ ...claim, owner: 'other', lost: true })).toEqual([]);
      expect(await store().events.claimOutgoing({ ...claim, lost: true })).toEqual(claimed);
      expect(ids(claimed)).toEqual(['a1']);
    });

    it('wait together when the first of them could not be sent', async () => {
      await store().commit([changeOf(instanceOf('a', 1), { effects: [produced('a1'), produced('a2')] })]);
      const [first] = await store().events.claimOutgoing(claim);
      if (first) await store().events.failed(first, { reason: 'away', pause: 60_000, patience: 60_000 });
      expect(await store().events.claimOutgoing(claim)).toEqual([]);
      expect(await store().events.millisecondsToNextOutgoing()).toBeGreaterThan(50_000);
      await opened().database.query({ text: 'update orchestrator.outbox set claimable_at = now()' });
      expect(await store().events.claimOutgoing(claim)).toMatchObject([{ event: { id: 'a1' }, attempts: 1 }]);
    });
  });
}
