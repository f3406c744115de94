import { describe, expect, it } from 'vitest';
import { FairQueue } from './fair-queue.js';

const all = (): boolean => true;

/** Takes so many items, each of which costs what `costs` says of its key. */
function taken(queue: FairQueue<string>, count: number, costs: { readonly [key: string]: number }): string[] {
  return Array.from({ length: count }, () => {
    const item = queue.take(all) ?? 'none';
    queue.charge(item, costs[item] ?? 1);
    return item;
  });
}

describe('a fair queue', () => {
  it('lets keys take turns, however many items one of them has', () => {
    const queue = new FairQueue<string>();
    for (let index = 0; index < 1_000; index += 1) queue.add('noisy', 'noisy');
    taken(queue, 500, {});
    for (let index = 0; index < 3; index += 1) queue.add('quiet', 'quiet');
    expect(taken(queue, 6, {}).filter((item) => item === 'quiet')).toHaveLength(3);
    expect([queue.size, queue.waiting('noisy'), queue.waiting('quiet')]).toEqual([497, 497, 0]);
  });

  it('gives each key the same share of the cost, not of the turns', () => {
    const queue = new FairQueue<string>();
    for (let index = 0; index < 200; index += 1) queue.add('dear', 'dear');
    for (let index = 0; index < 200; index += 1) queue.add('cheap', 'cheap');
    const items = taken(queue, 110, { dear: 10, cheap: 1 });
    expect(items.filter((item) => item === 'dear').length).toBeLessThanOrEqual(11);
  });

  it('lets nobody save up turns while idle', () => {
    const queue = new FairQueue<string>();
    queue.add('idle', 'idle');
    taken(queue, 1, {});
    for (let index = 0; index < 100; index += 1) queue.add('busy', 'busy');
    taken(queue, 50, {});
    for (let index = 0; index < 50; index += 1) queue.add('idle', 'idle');
    expect(taken(queue, 20, {}).filter((item) => item === 'busy').length).toBeGreaterThanOrEqual(9);
  });

  it('passes over keys that may have no more', () => {
    const queue = new FairQueue<string>();
    queue.add('a', 'a');
    queue.add('b', 'b');
    expect(queue.take((key) => key !== 'a')).toBe('b');
    expect(queue.take((key) => key !== 'a')).toBeUndefined();
    expect(queue.clear()).toEqual(['a']);
    expect(queue.size).toBe(0);
  });
});
