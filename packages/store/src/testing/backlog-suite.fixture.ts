import { beforeEach, expect, it } from 'vitest';
import { callOf, changeOf, definitionOf, eventOf, instanceOf, past, timerOf } from './changes.fixture.js';
import type { OpenedStore } from './opened-store.fixture.js';

const claim = { owner: 'me', leaseMs: 60_000, limit: 100 };
const none = { length: 0, wait: 0 };
const nothing = { calls: none, timers: none, inbox: none, outbox: none, deadLetters: 0 };

/** What operators are told of work that waits, on every database below the store. */
export function backlogSuite(opened: () => OpenedStore): void {
  const store = (): OpenedStore['store'] => opened().store;

  beforeEach(async () => {
    await opened().reset();
    await store().saveDefinition(definitionOf('greeting'));
  });

  const wait = expect.any(Number) as number;

  it('is empty where nothing waits', async () => {
    expect(await store().backlog()).toEqual(nothing);
  });

  it('counts calls, those that somebody makes without a wait, and timers only once they are due', async () => {
    const future = Date.now() + 3_600_000;
    const effects = [callOf('a:1', 1), timerOf('a:2', past), timerOf('a:3', future)];
    const lease = { owner: 'me', milliseconds: 60_000 };
    await store().commit([changeOf(instanceOf('a', 1), { effects, lease })]);
    const backlog = await store().backlog();
    expect(backlog).toEqual({ ...nothing, calls: { length: 1, wait: 0 }, timers: { length: 1, wait } });
    expect(backlog.timers.wait).toBeGreaterThan(1000);
    await store().claimTimers(claim);
    expect((await store().backlog()).timers).toEqual(none);
  });

  it('counts events and messages until they are handed over, and what was given up', async () => {
    const effects = [{ type: 'publish', node: 'a:0', event: eventOf('1') } as const];
    await store().commit([changeOf(instanceOf('a', 1), { effects })]);
    expect(await store().backlog()).toEqual({ ...nothing, outbox: { length: 1, wait } });
    const [event] = await store().events.claimOutgoing(claim);
    if (!event) throw new Error('There is no event.');
    await store().events.failed(event, { reason: 'Away.', pause: 3_600_000, patience: 60_000 });
    expect((await store().backlog()).outbox.length).toBe(1);
    await expect.poll(async () => (await store().backlog()).outbox.wait).toBeGreaterThan(0);
    await store().events.failed(event, { reason: 'Away.', pause: 0, patience: 0 });
    expect(await store().backlog()).toEqual({ ...nothing, deadLetters: 1 });
  });
}
