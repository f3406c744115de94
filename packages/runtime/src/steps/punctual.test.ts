import type { ClaimedTimer } from '@orchestrator/store';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Punctual } from './punctual.js';

const timer = (instanceId: string, late: number): ClaimedTimer => ({
  due: 0,
  instanceId,
  node: `${instanceId}:1`,
  timer: 'wait',
  late,
  again: false,
});

describe('timers that are claimed ahead', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A holder of timers on a clock that can be slower than that of Node. */
  function setUp(speed = 1) {
    const fired: [string, number][] = [];
    const began = Date.now();
    const punctual = new Punctual({
      fire: async ({ instanceId, late }) => void fired.push([instanceId, late]),
      now: () => (Date.now() - began) * speed,
    });
    return { punctual, fired };
  }

  it('are in hand until they have fired', async () => {
    const { punctual } = setUp();
    punctual.add(timer('soon', -100));
    punctual.add(timer('late', 5));
    expect(punctual.held.map(({ instanceId }) => instanceId).sort()).toEqual(['late', 'soon']);
    await vi.advanceTimersByTimeAsync(50);
    expect(punctual.held).toEqual([{ instanceId: 'soon', node: 'soon:1', timer: 'wait' }]);
    await vi.advanceTimersByTimeAsync(60);
    expect([punctual.held, punctual.size]).toEqual([[], 0]);
  });

  it('fire when they are due, those that are late at once', async () => {
    const { punctual, fired } = setUp();
    punctual.add(timer('soon', -150));
    punctual.add(timer('late', 20));
    expect([fired, punctual.size]).toEqual([[['late', 20]], 2]);
    await vi.advanceTimersByTimeAsync(149);
    expect(fired).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(fired).toEqual([
      ['late', 20],
      ['soon', 0],
    ]);
    expect(punctual.size).toBe(0);
  });

  it('wait on when their alarm was early', async () => {
    const { punctual, fired } = setUp(0.5);
    punctual.add(timer('soon', -100));
    await vi.advanceTimersByTimeAsync(199);
    expect(fired).toEqual([]);
    await vi.advanceTimersByTimeAsync(10);
    expect(fired).toHaveLength(1);
  });

  it('are forgotten at the end, as others fire them', async () => {
    const { punctual, fired } = setUp();
    punctual.add(timer('soon', -100));
    await punctual.stop();
    await vi.advanceTimersByTimeAsync(200);
    expect([fired, punctual.size]).toEqual([[], 0]);
  });
});
