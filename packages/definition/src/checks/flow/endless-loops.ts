import type { Cursor } from '../../document/cursor.js';
import { stateLinks, within } from '../../graph/state-links.js';
import type { StateLink } from '../../graph/state-links.js';
import type { Task, TaskId } from '../../program/task.js';
import type { CheckedFlow } from './checked-flow.js';
import { documentStates } from './document-states.js';

/** Warns of states from which a run neither gets out nor waits for anything: it will end with `step-limit`. */
export function checkEndlessLoops(root: Cursor, flow: CheckedFlow): void {
  const links = new Map(
    flow.states.map((id) => [id, stateLinks(id, flow.tasks).filter(({ kind }) => kind !== 'compensation')]),
  );
  const safe = leadsOut(flow, links);
  for (const { cursor, name } of documentStates(root).values()) {
    const id = cursor.pointer;
    if (!links.has(id) || safe.has(id) || !isOnCycle(id, links)) continue;
    const message = `From "${name}" on, the workflow goes round without waiting and never ends; add a way out or a sleep state.`;
    cursor.report('warning', 'endless-loop', message);
  }
}

/** The states that end a path, that wait, or from which some way leads to such a state. */
function leadsOut(flow: CheckedFlow, links: ReadonlyMap<TaskId, readonly StateLink[]>): Set<TaskId> {
  const safe = new Set(
    flow.states.filter(
      (id) => links.get(id)?.some(({ to }) => to === undefined) || within(id, flow.tasks).some(pauses),
    ),
  );
  for (let size = -1; size !== safe.size;) {
    size = safe.size;
    for (const [id, out] of links) if (out.some(({ to }) => to !== undefined && safe.has(to))) safe.add(id);
  }
  return safe;
}

/** True for tasks that take time, or that end a run when nothing else fits; computing alone does neither. */
function pauses(task: Task): boolean {
  switch (task.kind) {
    case 'switch':
      return task.otherwise === undefined;
    case 'wait':
    case 'listen':
    case 'run':
      return true;
    case 'call':
      return (
        task.function.kind === 'connector' || task.sleepBefore !== undefined || task.sleepAfter !== undefined
      );
    case 'emit':
      return task.answer !== undefined || task.sleepBefore !== undefined || task.sleepAfter !== undefined;
    case 'set':
    case 'do':
    case 'fork':
    case 'for':
    case 'compensate':
    case 'continue':
      return false;
  }
}

function isOnCycle(start: TaskId, links: ReadonlyMap<TaskId, readonly StateLink[]>): boolean {
  const seen = new Set<TaskId>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const { to } of links.get(id) ?? []) {
      if (to === undefined) continue;
      if (to === start) return true;
      if (!seen.has(to)) open.push(to);
      seen.add(to);
    }
  }
  return false;
}
