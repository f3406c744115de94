import { deepEqual } from 'node:assert/strict';
import { task } from '../timing/task.mjs';
import { orderByHand } from './by-hand.mjs';
import { answer, begin, callsOf, runToEnd, serve } from './host.mjs';
import { copies, ORDER, orderOf } from './inputs.mjs';
import { compileOrder } from './order.mjs';

/** The names of what is measured as the tables show them. */
export const BY_HAND = 'hand-written JS';
export const ENGINE = '@orchestrator/engine';
export const LIVE = 'advance';
export const STORED = 'advance over JSON';
export const JSON_ALONE = 'JSON alone';

/** A row of whole runs: the workflow by hand and in the engine. Both must come to the same data. */
export async function runs(name, inside) {
  const program = await compileOrder(inside);
  const { state, root, entered } = runToEnd(program, ORDER);
  deepEqual({ state, data: root.data }, { state: 'COMPLETED', data: orderByHand(ORDER) });
  const inputs = copies(ORDER);
  return {
    name,
    steps: entered,
    tasks: [task(BY_HAND, orderByHand, inputs), task(ENGINE, (data) => runToEnd(program, data), inputs)],
  };
}

/** A row of one fact: the answer to the first call after the loop, on data of so many bytes. */
export async function snapshots(name, bytes) {
  const program = await compileOrder(false);
  const { instance, node, result } = await waitingFor(program, 'subtotal', orderOf(bytes));
  const text = JSON.stringify(instance);
  const texts = copies(text);
  const stored = (given) => JSON.stringify(answer(program, JSON.parse(given), node, result).instance);
  deepEqual(JSON.parse(stored(text)), answer(program, instance, node, result).instance);
  return {
    name,
    bytes: text.length,
    tasks: [
      task(LIVE, (given) => answer(program, given, node, result), copies(instance)),
      task(STORED, stored, texts),
      task(JSON_ALONE, (given) => JSON.stringify(JSON.parse(given)), texts),
    ],
  };
}

/** The run at the moment in which it waits for a function, and what that gives. */
function waitingFor(program, name, data) {
  let step = begin(program, data);
  for (;;) {
    const [call] = callsOf(step);
    const result = serve(call);
    if (call.function === name) return { instance: step.instance, node: call.node, result };
    step = answer(program, step.instance, call.node, result);
  }
}
