import type { Cursor } from '../../document/cursor.js';
import { stateLinks, within } from '../../graph/state-links.js';
import type { Task, TaskId } from '../../program/task.js';
import type { CheckedFlow } from './checked-flow.js';
import { documentStates } from './document-states.js';

type Links = ReadonlyMap<TaskId, readonly TaskId[]>;

/** Warns of loops that a run neither gets out of nor waits in: it will end with `step-limit`. Each is told once. */
export function checkEndlessLoops(root: Cursor, flow: CheckedFlow): void {
  const inside = loops(flow);
  for (const { cursor, name } of documentStates(root).values()) {
    const id = cursor.pointer;
    if (!inside.has(id)) continue;
    for (const state of reachable([id], inside)) inside.delete(state);
    const message = `From "${name}" on, the workflow goes round without waiting and never ends; add a way out or a sleep state.`;
    cursor.report('warning', 'endless-loop', message);
  }
}

/** The states of all endless loops, with those that follow. */
function loops({ states, tasks }: CheckedFlow): Map<TaskId, readonly TaskId[]> {
  const links = new Map(
    states.map((id) => [id, stateLinks(id, tasks).filter(({ kind }) => kind !== 'compensation')]),
  );
  const stops = states.filter(
    (id) => links.get(id)?.some(({ to }) => to === undefined) || within(id, tasks).some(pauses),
  );
  const followers: Links = new Map([...links].map(([id, out]) => [id, out.flatMap(({ to }) => to ?? [])]));
  const safe = reachable(stops, reversed(followers));
  const endless = new Map([...followers].filter(([id]) => !safe.has(id)));
  // What no other of these states leads to is no part of a loop; without it, the same may hold for what follows.
  const leaders = new Map([...reversed(endless)].map(([id, before]) => [id, before.length]));
  const open = [...endless.keys()].filter((id) => (leaders.get(id) ?? 0) === 0);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const next of endless.get(id) ?? []) {
      const left = (leaders.get(next) ?? 0) - 1;
      leaders.set(next, left);
      if (left === 0) open.push(next);
    }
    endless.delete(id);
  }
  return endless;
}

function reachable(from: readonly TaskId[], links: Links): Set<TaskId> {
  const found = new Set<TaskId>();
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(links.get(id) ?? []));
  }
  return found;
}

function reversed(links: Links): Links {
  const found = new Map<TaskId, TaskId[]>();
  for (const [from, followers] of links) {
    for (const to of followers) {
      const leaders = found.get(to);
      if (leaders) leaders.push(from);
      else found.set(to, [from]);
    }
  }
  return found;
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
