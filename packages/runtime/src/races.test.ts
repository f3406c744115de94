import { describe, expect, it, vi } from 'vitest';
import { WrongStateError } from './errors.js';
import { Workbench } from './runtime.fixture.js';
import type { Runtime } from './runtime.js';

const parent = `
id: parent
start: Run
states:
  - {name: Run, type: operation, actions: [{subFlowRef: calls}], end: true}
`;

const COUNT = 40;
const patience = { timeout: 60_000, interval: 5 };

describe('two processes at the same instances', { timeout: 120_000 }, () => {
  const bench = Workbench.use();

  async function runtimes(): Promise<[Runtime, Runtime]> {
    return [await bench.start(), await bench.start()];
  }

  /** Aborts a run; false when it had ended before. */
  async function abort(runtime: Runtime, id: string): Promise<boolean> {
    try {
      return (await runtime.abort(id)).state === 'ABORTED';
    } catch (error) {
      if (error instanceof WrongStateError) return false;
      throw error;
    }
  }

  /** Waits until a run has made so many steps. */
  async function step(runtime: Runtime, id: string, version: number): Promise<void> {
    const reached = async () => expect((await runtime.instance(id))?.version).toBeGreaterThanOrEqual(version);
    await vi.waitFor(reached, patience);
  }

  it('let a cancel win or lose, never both, and what it answers is what stays', async () => {
    await bench.write('calls.sw.yaml', bench.calls(3));
    const [one, other] = await runtimes();
    const start = { workflowId: 'calls', data: {}, answer: 'committed' as const };
    const outcomes = await Promise.all(
      Array.from({ length: COUNT }, async (_, n) => {
        const { id } = await one.start(start);
        await step(one, id, 1 + (n % 4));
        const aborted = await abort(other, id);
        return { aborted, state: (await bench.ended(one, id)).state };
      }),
    );
    for (const { aborted, state } of outcomes) expect(state).toBe(aborted ? 'ABORTED' : 'COMPLETED');
    await nothingLeft();
  });

  it('take children along when their parent is cancelled, whatever they are doing', async () => {
    await bench.write('calls.sw.yaml', bench.calls(3));
    await bench.write('parent.sw.yaml', parent);
    const [one, other] = await runtimes();
    const start = { workflowId: 'parent', data: {}, answer: 'committed' as const };
    const pairs = await Promise.all(
      Array.from({ length: COUNT }, async (_, n) => {
        const { id } = await one.start(start);
        if (n % 2 === 1) await vi.waitFor(async () => expect(await statesOf(id)).not.toEqual([]), patience);
        await abort(other, id);
        const { state } = await bench.ended(other, id);
        return { state, children: await childrenOf(id) };
      }),
    );
    for (const { state, children } of pairs) {
      // A child may have completed just before its parent was cancelled, or never have been started.
      const allowed = state === 'COMPLETED' ? ['COMPLETED'] : ['ABORTED', 'COMPLETED'];
      for (const child of children) expect(allowed).toContain(child);
      expect(children.length).toBeLessThanOrEqual(1);
      if (state === 'COMPLETED') expect(children).toHaveLength(1);
    }
    await nothingLeft();
  });

  /** States of the children of a run. */
  async function statesOf(id: string): Promise<string[]> {
    const where = { field: 'parentProcessInstanceId', operator: 'equal', value: id } as const;
    return (await bench.memory.index.instances({ where })).map(({ state }) => String(state));
  }

  /** The same, once they have ended. */
  function childrenOf(id: string): Promise<string[]> {
    return vi.waitFor(async () => {
      const states = await statesOf(id);
      expect(states).not.toContain('ACTIVE');
      return states;
    }, patience);
  }

  /** Nothing waits for anybody any more: no call, no timer, no message. */
  async function nothingLeft(): Promise<void> {
    const left = async () => [
      await bench.memory.millisecondsToNextDue(),
      await bench.memory.inbox.millisecondsToNext(),
    ];
    await vi.waitFor(async () => expect(await left()).toEqual([undefined, undefined]), patience);
  }
});
