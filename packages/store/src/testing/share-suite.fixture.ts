import { beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../store.js';
import {
  changeOf,
  definitionOf,
  eventOf,
  instanceOf,
  past,
  subscribeOf,
  timerOf,
} from './changes.fixture.js';
import type { OpenedStore } from './opened-store.fixture.js';

const claim = { owner: 'me', leaseMs: 60_000, limit: 6 };
const inTurns = { ...claim, inTurns: true };

/** How workflows take turns where many rows wait, on every database below the store. */
export function shareSuite(opened: () => OpenedStore): void {
  const store = (): OpenedStore['store'] => opened().store;
  /** Twenty runs of `noisy`, then two of `quiet`; their ids begin with the name. */
  const commit = async (parts: (id: string) => Partial<Change>): Promise<void> => {
    const start = (workflowId: string, index: number): Change => {
      const id = `${workflowId}-${index}`;
      return changeOf(instanceOf(id, 1, { workflowId, definition: `hash-of-${workflowId}` }), parts(id));
    };
    await store().commit(Array.from({ length: 20 }, (_, index) => start('noisy', index)));
    await store().commit([start('quiet', 0), start('quiet', 1)]);
  };
  const quiet = (ids: readonly string[]): string[] => ids.filter((id) => id.startsWith('quiet')).sort();

  beforeEach(async () => {
    await opened().reset();
    await store().saveDefinition(definitionOf('noisy'));
    await store().saveDefinition(definitionOf('quiet'));
  });

  describe('workflows take turns, where the claim says so,', () => {
    it('with their timers', async () => {
      await commit((id) => ({ effects: [timerOf(`${id}:1`, id.startsWith('noisy') ? past : past + 1)] }));
      const ids = async (...[asked]: Parameters<OpenedStore['store']['claimTimers']>): Promise<string[]> =>
        (await store().claimTimers(asked)).map(({ instanceId }) => instanceId);
      expect(quiet(await ids(claim))).toEqual([]);
      const claimed = await ids(inTurns);
      expect([claimed.length, quiet(claimed)]).toEqual([6, ['quiet-0', 'quiet-1']]);
      expect(await ids({ ...inTurns, limit: 100 })).toHaveLength(10);
      expect(await ids(inTurns)).toEqual([]);
    });

    it('with timers that are due only soon, whose leases are not over yet', async () => {
      await commit((id) => ({ effects: [timerOf(`${id}:1`, past)] }));
      expect(await store().claimTimers({ ...inTurns, limit: 100 })).toHaveLength(22);
      expect(await store().claimTimers({ ...inTurns, ahead: 120_000 })).toEqual([]);
    });

    it('with what their runs tell others', async () => {
      const fact = { type: 'cancelled' } as const;
      await commit(() => ({ effects: [{ type: 'message', to: 'somebody', fact }] }));
      await store().inbox.claim(claim);
      await store().inbox.claim(inTurns);
      const text = `select share, count(*)::int as count from orchestrator.inbox where lease_owner is null group by 1`;
      expect(await opened().database.query({ text })).toEqual([{ share: 'noisy', count: 10 }]);
    });

    it('with events for their runs', async () => {
      await commit((id) => ({ effects: [subscribeOf(`${id}:1`)] }));
      await store().events.deliver({ event: eventOf('e'), starts: [], window: 60_000 });
      const claimed = (await store().inbox.claim(inTurns)).map(({ receiver }) => receiver);
      expect([claimed.length, quiet(claimed)]).toEqual([6, ['quiet-0', 'quiet-1']]);
    });

    it('with events that came before their runs waited for them', async () => {
      await commit((id) => (id.startsWith('noisy') ? { effects: [subscribeOf(`${id}:1`)] } : {}));
      await store().events.deliver({ event: eventOf('e'), starts: [], window: 60_000 });
      const early = eventOf('early', { kogitoprocrefid: 'quiet-1' });
      await store().events.deliver({ event: early, starts: [], window: 60_000 });
      const next = instanceOf('quiet-1', 2, { workflowId: 'quiet', definition: 'hash-of-quiet' });
      await store().commit([changeOf(next, { effects: [subscribeOf('quiet-1:1')] })]);
      const claimed = (await store().inbox.claim(inTurns)).map(({ receiver }) => receiver);
      expect([claimed.length, quiet(claimed)]).toEqual([6, ['quiet-1']]);
    });

    it('with events that start them', async () => {
      const start = (workflowId: string, id: string): Promise<unknown> =>
        store().events.deliver({
          event: eventOf(id),
          starts: [{ workflowId, definition: 'hash', instanceId: `${workflowId}-${id}`, unlessTaken: false }],
          window: 60_000,
        });
      for (let index = 0; index < 20; index += 1) await start('noisy', String(index));
      await start('quiet', 'x');
      expect(quiet((await store().inbox.claim(inTurns)).map(({ receiver }) => receiver))).toEqual([
        'quiet-x',
      ]);
    });

    it('with the events that they send', async () => {
      await commit((id) => ({ effects: [{ type: 'publish', node: `${id}:1`, event: eventOf(id) }] }));
      const ids = (await store().events.claimOutgoing(inTurns)).map(({ instanceId }) => instanceId);
      expect([ids.length, quiet(ids)]).toEqual([6, ['quiet-0', 'quiet-1']]);
    });
  });
}
