import { beforeEach, expect, it } from 'vitest';
import { lockStatement } from '../commit/lock-statement.js';
import { changeOf, definitionOf, eventOf, instanceOf, subscribeOf } from './changes.fixture.js';
import type { OpenedStore } from './opened-store.fixture.js';

function namesOf(count: number): { name: string; shared: boolean }[] {
  return Array.from({ length: count }, (_, n) => ({ name: `name ${n}`, shared: n % 2 === 0 }));
}

/** The locks under which events and subscriptions meet, on every database below the store. */
export function lockSuite(opened: () => OpenedStore): void {
  beforeEach(() => opened().reset());

  it('have room for any number of names in one transaction', async () => {
    const names = namesOf(20_000);
    const held = {
      text: `select count(*)::int as count from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()`,
    };
    const [, rows] = await opened().database.transaction([
      lockStatement(names),
      { statement: held, values: [] },
    ]);
    expect(Number(rows?.[0]?.['count'])).toBeLessThanOrEqual(501);
    expect(await opened().database.query(held)).toEqual([{ count: 0 }]);
  });

  it('keep names apart from each other, however many there are', async () => {
    const text = `select count(*)::int as count from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()`;
    const [, rows] = await opened().database.transaction([
      lockStatement(namesOf(500)),
      { statement: { text }, values: [] },
    ]);
    expect(rows).toEqual([{ count: 501 }]);
  });

  it('let an event find its receiver among many subscriptions that are committed together', async () => {
    const { store } = opened();
    await store.saveDefinition(definitionOf('greeting'), [{ eventType: 'paid', attributes: ['order'] }]);
    const changes = Array.from({ length: 50 }, (_, n) => {
      const effects = Array.from({ length: 50 }, (_node, node) =>
        subscribeOf(`i${n}:${node}`, { order: `${n}/${node}` }),
      );
      return changeOf(instanceOf(`i${n}`, 1, { businessKey: `k${n}` }), { effects });
    });
    expect(new Set(await store.commit(changes))).toEqual(new Set(['committed']));
    const event = eventOf('1', { order: '42/7' });
    expect(await store.events.deliver({ event, starts: [], window: 60_000 })).toMatchObject({ told: 1 });
    expect(await store.inbox.claim({ owner: 'me', leaseMs: 1_000, limit: 10 })).toMatchObject([
      { receiver: 'i42', kind: 'fact', fact: { node: 'i42:7' } },
    ]);
  });
}
