import { stateLinks } from '../../graph/state-links.js';
import type { TaskId } from '../../program/task.js';
import type { CheckedFlow } from './checked-flow.js';
import { inputKeys } from './input-keys.js';
import { NO_KEYS, union } from './output-keys.js';
import type { Keys } from './output-keys.js';
import { TaskKeys } from './task-keys.js';
import type { UnwrittenKey } from './task-keys.js';

/** How often each state is looked at, on average, before a document counts as too tangled for hints. */
const VISITS = 20;

/**
 * Follows the top-level keys of the state data through a workflow and reports each that a jq expression reads although
 * nothing can have written it. Where it cannot be known what the data hold (after the result of a call was merged into
 * them, without an input schema) every key counts as written.
 */
export function findUnwrittenKeys(flow: CheckedFlow, report: UnwrittenKey): void {
  for (const [id, keys] of entryKeys(flow)) exitKeys(id, keys, flow, report);
}

/** The keys at the entry of each state that is reached: those at the exit of all states before it. */
function entryKeys(flow: CheckedFlow): ReadonlyMap<TaskId, Keys> {
  const { start, tasks } = flow;
  const entry = new Map<TaskId, Keys>([[start, startKeys(flow)]]);
  // What undoes a state, or runs before a timeout, may come after any other state.
  for (const task of tasks.values())
    if (task.compensatedBy !== undefined) entry.set(task.compensatedBy, 'anything');
  if (flow.timeout?.runBefore !== undefined) entry.set(flow.timeout.runBefore, 'anything');
  const open = [...entry.keys()];
  let visits = VISITS * flow.states.length;
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (visits-- === 0) return new Map();
    const exit = exitKeys(id, entry.get(id) ?? NO_KEYS, flow);
    for (const { to } of stateLinks(id, tasks)) {
      if (to === undefined) continue;
      const former = entry.get(to);
      const merged = former === undefined ? exit : union(former, exit);
      if (former !== undefined && size(former) === size(merged)) continue;
      entry.set(to, merged);
      open.push(to);
    }
  }
  return entry;
}

/** An event may begin an instance with any payload. */
function startKeys({ start, tasks, input }: CheckedFlow): Keys {
  return tasks.get(start)?.kind === 'listen' ? 'anything' : inputKeys(input);
}

function exitKeys(id: TaskId, entry: Keys, { tasks }: CheckedFlow, report?: UnwrittenKey): Keys {
  const state = tasks.get(id);
  if (!state) return 'anything';
  const inside = new TaskKeys(tasks, report);
  const exit = inside.after(state, entry);
  const links = stateLinks(id, tasks);
  for (const via of new Set(links.flatMap(({ via }) => via))) {
    const task = tasks.get(via);
    if (task) inside.after(task, exit);
  }
  // A failure leads out of the middle of a state, with the data of that moment.
  return links.some(({ kind }) => kind === 'error') ? union(exit, inside.seen) : exit;
}

function size(keys: Keys): number {
  return keys === 'anything' ? Infinity : keys.size;
}
