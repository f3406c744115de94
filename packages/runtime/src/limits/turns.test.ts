import { describe, expect, it, vi } from 'vitest';
import { Turns } from './turns.js';

/** Turns on a clock that only steps move, and the order in which steps computed. */
function setUp(maxOfWorkflow = 1_000) {
  let clock = 0;
  const order: string[] = [];
  const turns = new Turns({ maxOfWorkflow: () => maxOfWorkflow, now: () => clock });
  const step = (workflow: string, cost: number, commit: Promise<unknown> = Promise.resolve()) =>
    turns.run(workflow, async () => {
      clock += cost;
      order.push(workflow);
      await commit;
      return order.length;
    });
  return { turns, order, step, pass: (milliseconds: number) => void (clock += milliseconds) };
}

describe('turns', () => {
  it('let the steps of a quiet workflow pass those of a noisy one that came long before', async () => {
    const { order, step } = setUp();
    const noisy = Array.from({ length: 500 }, () => step('noisy', 10));
    const quiet = Array.from({ length: 5 }, () => step('quiet', 1));
    await Promise.all(quiet);
    // 20 ms went by before the quiet one came, and at most one noisy step comes before each of its own.
    expect(order.length).toBeLessThanOrEqual(2 + 2 * 5);
    await Promise.all(noisy);
    expect(order).toHaveLength(505);
  });

  it('weigh steps by the time that they take', async () => {
    const { order, step } = setUp();
    const dear = Array.from({ length: 50 }, () => step('dear', 50));
    const cheap = Array.from({ length: 100 }, () => step('cheap', 1));
    await Promise.all(cheap);
    expect(order.filter((workflow) => workflow === 'dear').length).toBeLessThanOrEqual(4);
    await Promise.all(dear);
  });

  it('leave sockets and timers their chance between steps', async () => {
    const { order, step } = setUp();
    const steps = Array.from({ length: 100 }, () => step('busy', 10));
    const { promise, resolve } = Promise.withResolvers<number>();
    setImmediate(() => resolve(order.length));
    expect(await promise).toBeLessThanOrEqual(4);
    await Promise.all(steps);
  });

  it('bound the steps of a workflow that wait for their commit, and tell for how long they have', async () => {
    const { turns, order, step, pass } = setUp(2);
    const commit = Promise.withResolvers<void>();
    const steps = Array.from({ length: 3 }, () => step('slow', 0, commit.promise));
    await step('other', 0);
    expect(order).toEqual(['slow', 'slow', 'other']);
    expect(turns.waiting).toBe(1);
    pass(7_000);
    expect(turns.delay).toBe(7_000);
    commit.resolve();
    await Promise.all(steps);
    expect([turns.delay, turns.waiting]).toEqual([0, 0]);
  });

  it('pass on what a step throws, and go on', async () => {
    const { turns, step } = setUp(1);
    await expect(turns.run('w', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await vi.waitFor(() => expect(turns.delay).toBe(0));
    expect(await step('w', 1)).toBe(1);
  });
});
