import type { Frame, Instance, TimerName } from '@orchestrator/engine';
import type { Runtime } from '@orchestrator/runtime';
import type { Store } from '@orchestrator/store';
import { json } from '../json.js';
import { livingInstanceOf } from './instances.js';
import { isOpen, openNodes, unknownNode } from './nodes.js';

/** A timer in the form of the data index (`TimerInstance`). */
interface TimerView {
  readonly processId: string;
  readonly processInstanceId: string;
  /** Absent: the time of the whole instance. */
  readonly nodeInstanceId?: string;
  readonly timerId: string;
  readonly description: string;
}

/** What a timer is for. */
interface Timer {
  readonly node: string;
  readonly timer: TimerName;
  /** What happens when it is due, as the beginning of a sentence. */
  readonly what: string;
  /** Milliseconds since 1970. */
  readonly due: number;
}

/** `GET …/timers`: the timers of an instance and of its nodes (workflow-runtime.md 4.3). */
export async function listTimers(
  runtime: Runtime,
  store: Store,
  workflowId: string,
  id: string,
): Promise<Response> {
  const instance = await livingInstanceOf(runtime, workflowId, id);
  return json(200, await timersOf(store, instance));
}

/** `GET …/nodeInstances/{nodeInstanceId}/timers`: those of one node. */
export async function listNodeTimers(
  runtime: Runtime,
  store: Store,
  workflowId: string,
  id: string,
  nodeInstanceId: string,
): Promise<Response> {
  const instance = await livingInstanceOf(runtime, workflowId, id);
  if (!isOpen(instance, nodeInstanceId)) return unknownNode(id, { nodeInstanceId });
  const timers = await timersOf(store, instance);
  return json(
    200,
    timers.filter((timer) => timer.nodeInstanceId === nodeInstanceId),
  );
}

async function timersOf(store: Store, instance: Instance): Promise<TimerView[]> {
  const nodes = await openNodes(store, instance);
  const own = `${instance.id}:0`;
  return [...ofInstance(instance, own), ...nodes.flatMap(({ frame, row }) => ofNode(frame, row.name))]
    .filter((timer) => !isHeld(instance, timer))
    .map(({ node, timer, what, due }) => ({
      processId: instance.workflowId,
      processInstanceId: instance.id,
      ...(node !== own && { nodeInstanceId: node }),
      timerId: `${node}:${timer}`,
      description: `${what} at ${new Date(due).toISOString()}.`,
    }));
}

function ofInstance({ deadline }: Instance, node: string): Timer[] {
  if (deadline === undefined) return [];
  return [{ node, timer: 'deadline', what: 'The time of the run is up', due: deadline }];
}

function ofNode({ node, wait, deadline }: Frame, name: string): Timer[] {
  const timers: Timer[] = [];
  if (wait?.due !== undefined && wait.for !== 'turn')
    timers.push({ node, timer: 'wait', what: WHAT[wait.for](name), due: wait.due });
  if (deadline !== undefined)
    timers.push({ node, timer: 'deadline', what: `The time of "${name}" is up`, due: deadline });
  return timers;
}

const tryEnds = (name: string): string => `This try of "${name}" has taken too long`;

/** What follows a wait, by what else it is for. */
const WHAT = {
  timer: (name: string) => `"${name}" goes on`,
  retry: (name: string) => `"${name}" is tried again`,
  events: (name: string) => `"${name}" stops waiting for events`,
  call: tryEnds,
  child: tryEnds,
};

/** Whether a timer has fired already, while the instance stood still. */
function isHeld({ held }: Instance, { node, timer }: Timer): boolean {
  return held.some((fact) => fact.type === 'timer-fired' && fact.node === node && fact.timer === timer);
}
