import { describe, expect, it } from 'vitest';
import { StoreDataError, StoreUnavailableError } from '../errors.js';
import { stateOf } from '../testing/lifecycle-events.fixture.js';
import { IngestQueue, MAX_WAITING, MAX_WAITING_SIZE } from './ingest-queue.js';
import type { LifecycleEvent } from './lifecycle-event.js';

/** A queue with what it stored so far; each storing ends when it is told to. */
function queueOf(refuse: (events: readonly LifecycleEvent[]) => boolean = () => false) {
  const stored: string[][] = [];
  const gates: (() => void)[] = [];
  const queue = new IngestQueue(async (events) => {
    stored.push(events.map(idOf));
    await new Promise<void>((resolve) => gates.push(resolve));
    if (refuse(events)) throw new StoreDataError('No.');
  });
  const settle = async (): Promise<void> => {
    for (let gate = gates.shift(); gate; gate = gates.shift()) {
      gate();
      await new Promise(setImmediate);
    }
  };
  return { queue, stored, settle };
}
/** The run that an event is about. */
function idOf(event: LifecycleEvent): string {
  return event.kind === 'state' ? event.instance.id : '';
}
const events = (...ids: string[]) => ids.map((id) => stateOf(id, 1));

describe('events that come while others are stored', () => {
  it('are stored together afterwards, in the order in which they came', async () => {
    const { queue, stored, settle } = queueOf();
    const taken = Promise.all([queue.add(events('a')), queue.add(events('b', 'c')), queue.add(events('d'))]);
    await settle();
    await taken;
    expect(stored).toEqual([['a'], ['b', 'c', 'd']]);
  });

  it('are stored one batch after the other where one of them is refused', async () => {
    const { queue, stored, settle } = queueOf((some) => some.some((event) => idOf(event) === 'bad'));
    const first = queue.add(events('a'));
    const bad = expect(queue.add(events('bad'))).rejects.toThrow(StoreDataError);
    const good = queue.add(events('good'));
    await settle();
    await Promise.all([first, bad, good]);
    expect(stored).toEqual([['a'], ['bad', 'good'], ['bad'], ['good']]);
  });

  it('are refused when too many wait, and taken again later', async () => {
    const { queue, settle } = queueOf();
    const first = queue.add(events('a'));
    const many = queue.add(Array<LifecycleEvent>(MAX_WAITING).fill(stateOf('b', 1)));
    await expect(queue.add(events('c'))).rejects.toThrow(StoreUnavailableError);
    await settle();
    await Promise.all([first, many]);
    const last = queue.add(events('c'));
    await settle();
    await last;
  });

  it('are refused when those that wait are too large, and large ones are not stored together', async () => {
    const { queue, stored, settle } = queueOf();
    // One text for all, so that the test itself does not need that much.
    const text = 'x'.repeat(MAX_WAITING_SIZE / 10);
    const taken = [queue.add(events('a'))];
    for (let n = 0; n < 10; n++) taken.push(queue.add([stateOf(`large ${n}`, 1, { processName: text })]));
    await expect(queue.add(events('c'))).rejects.toThrow(StoreUnavailableError);
    await settle();
    await Promise.all(taken);
    expect(stored).toHaveLength(11);
    const last = queue.add(events('c'));
    await settle();
    await last;
  });
});
