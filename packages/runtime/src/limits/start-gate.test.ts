import { describe, expect, it, vi } from 'vitest';
import { OverloadedError, TooManyStartsError } from '../errors.js';
import { Counts } from './counts.js';
import { StartGate } from './start-gate.js';
import { defaultWorkflowLimits } from './workflow-limits.js';
import type { WorkflowLimits } from './workflow-limits.js';

function setUp(limits: Partial<WorkflowLimits> = {}, bounds: { maxRuns?: number; patience?: number } = {}) {
  const state = { clock: 0, commitDelay: 0, calls: new Counts() };
  const gate = new StartGate({
    limits: (id) => ({ ...defaultWorkflowLimits, ...(id !== 'free' && limits) }),
    maxRuns: 100,
    patience: 60_000,
    maxCommitDelay: 5_000,
    commitDelay: () => state.commitDelay,
    calls: state.calls,
    now: () => state.clock,
    ...bounds,
  });
  return { gate, state };
}

const failure = (admitted: Promise<unknown>): Promise<unknown> => admitted.catch((error: unknown) => error);

describe('the gate of starts', () => {
  it('refuses a workflow that has too many, and lets others in', async () => {
    const { gate } = setUp({ runs: 2, queuedStarts: 1 });
    const leave = await gate.admit('noisy');
    await gate.admit('noisy');
    const waiting = gate.admit('noisy');
    const refused = await failure(gate.admit('noisy'));
    expect(refused).toBeInstanceOf(TooManyStartsError);
    expect(refused).toMatchObject({ code: 'too-many-starts', retryAfter: 60 });
    await gate.admit('free');
    leave();
    await waiting;
  });

  it('counts the calls of a workflow, and goes on when one has ended', async () => {
    const { gate, state } = setUp({ runs: 1 });
    state.calls.add('noisy');
    const waiting = gate.admit('noisy');
    state.calls.remove('noisy');
    gate.freed('noisy');
    await waiting;
  });

  it('lets so many in each second, at once up to the burst, and the others in their order', async () => {
    vi.useFakeTimers();
    try {
      const { gate, state } = setUp({ startsPerSecond: 2, startBurst: 2 });
      const entered: number[] = [];
      const starts = [0, 1, 2, 3].map(async (start) => {
        await gate.admit('w');
        entered.push(start);
      });
      const pass = async (milliseconds: number) => {
        state.clock += milliseconds;
        await vi.advanceTimersByTimeAsync(milliseconds);
      };
      await pass(0);
      expect(entered).toEqual([0, 1]);
      await pass(500);
      expect(entered).toEqual([0, 1, 2]);
      await pass(500);
      expect(entered).toEqual([0, 1, 2, 3]);
      await Promise.all(starts);
    } finally {
      vi.useRealTimers();
    }
  });

  it('refuses at once what would have to wait too long', async () => {
    const { gate } = setUp({ startsPerSecond: 0.01 }, { patience: 1_000 });
    await gate.admit('w');
    expect(await failure(gate.admit('w'))).toMatchObject({ code: 'too-many-starts', retryAfter: 100 });
  });

  it('refuses what has waited too long', async () => {
    const { gate } = setUp({ runs: 1 }, { patience: 5 });
    await gate.admit('w');
    expect(await failure(gate.admit('w'))).toBeInstanceOf(TooManyStartsError);
  });

  it('refuses everybody while the process is full, the database slow, or the end near', async () => {
    const { gate, state } = setUp({ runs: 1 }, { maxRuns: 2 });
    await gate.admit('w');
    const waiting = failure(gate.admit('w'));
    state.commitDelay = 6_000;
    expect(await failure(gate.admit('free'))).toMatchObject({ code: 'overloaded', retryAfter: 5 });
    state.commitDelay = 0;
    const leave = await gate.admit('free');
    expect(await failure(gate.admit('free'))).toBeInstanceOf(OverloadedError);
    leave();
    gate.stop();
    expect(await waiting).toBeInstanceOf(OverloadedError);
    expect(await failure(gate.admit('free'))).toBeInstanceOf(OverloadedError);
  });
});
