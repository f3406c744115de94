import { expect, test } from 'vitest';
import { StoreDataError, StoreUnavailableError } from './errors.js';
import type { Delivery, DeliveryOutcome } from './events.js';
import { GroupedDeliveries } from './grouped-deliveries.js';

const outcome: DeliveryOutcome = { told: 1, started: 0, kept: false, duplicate: false };

function delivery(id: string): Delivery {
  return { event: { specversion: '1.0', id, source: 's', type: 't' }, starts: [], window: 0 };
}

/** Deliveries whose writes end one at a time, when the test says so. */
function setUp(refused?: string) {
  const groups: string[][] = [];
  const ends: (() => void)[] = [];
  const grouped = new GroupedDeliveries(async (deliveries) => {
    const ids = deliveries.map(({ event: { id } }) => id);
    groups.push(ids);
    await new Promise<void>((resolve) => ends.push(resolve));
    if (refused !== undefined && ids.includes(refused)) throw new StoreDataError('refused');
    return deliveries.map(() => outcome);
  });
  const deliver = (...ids: string[]) => ids.map((id) => grouped.deliver(delivery(id)));
  const end = async (): Promise<void> => {
    await expect.poll(() => ends.length).toBeGreaterThan(0);
    ends.shift()?.();
  };
  return { groups, deliver, end };
}

test('events that come in while others are written share the next transaction', async () => {
  const { groups, deliver, end } = setUp();
  const first = deliver('a');
  await expect.poll(() => groups).toEqual([['a']]);
  const second = deliver('b', 'c');
  await end();
  expect(await Promise.all(first)).toEqual([outcome]);
  await end();
  expect(await Promise.all(second)).toEqual([outcome, outcome]);
  expect(groups).toEqual([['a'], ['b', 'c']]);
});

test('no transaction holds more than sixty-four events', async () => {
  const { groups, deliver, end } = setUp();
  const all = deliver(...Array.from({ length: 100 }, (_, index) => `e${index}`));
  await end();
  await end();
  await Promise.all(all);
  expect(groups.map(({ length }) => length)).toEqual([64, 36]);
});

test('an event that cannot be stored takes no other with it', async () => {
  const { groups, deliver, end } = setUp('bad');
  const all = Promise.allSettled(deliver('a', 'bad', 'b'));
  for (let write = 0; write < 4; write += 1) await end();
  expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(groups).toEqual([['a', 'bad', 'b'], ['a'], ['bad'], ['b']]);
});

test('all senders of a group learn that the database is away, and the next group is tried', async () => {
  let away = true;
  const grouped = new GroupedDeliveries(async (deliveries) => {
    if (away) throw new StoreUnavailableError('away');
    return deliveries.map(() => outcome);
  });
  const lost = await Promise.allSettled(['a', 'b'].map((id) => grouped.deliver(delivery(id))));
  expect(lost.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  away = false;
  expect(await grouped.deliver(delivery('c'))).toEqual(outcome);
});
