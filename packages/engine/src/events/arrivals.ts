import type { EventUse, Json, ListenTask } from '@orchestrator/definition';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import type { ListenProgress } from '../instance/frame.js';
import type { CloudEvent } from '../instance/instance.js';
import { eventUses } from './event-uses.js';
import { correlationOf, matchesEvent } from './matches.js';
import { expectedCorrelation } from './subscribe.js';

/** Whether all events that the task waits for are in. */
export function isComplete({ came }: ListenProgress, task: ListenTask): boolean {
  if (task.mode === 'any') return came.length > 0;
  return came.length >= eventUses(task).length;
}

/** A place where a task waits for an event. */
interface Place {
  readonly entry: number;
  /** Position among the entry's events. */
  readonly event: number;
  readonly use: EventUse;
}

/** Where an event belongs: the first place that still waits for one like it. */
export function placeOf(
  walk: Walk,
  frame: OpenFrame,
  task: ListenTask,
  event: CloudEvent,
): Place | undefined {
  const { came } = frame.progressOf('listen');
  for (const [entry, { events }] of task.entries.entries()) {
    for (const [position, use] of events.entries()) {
      const taken = came.some((arrival) => arrival.entry === entry && arrival.event === position);
      if (!taken && fits(walk, frame, use, event)) return { entry, event: position, use };
    }
  }
  return undefined;
}

/** Whether an event is one that this use of an event definition means, in this instance. */
export function fits(walk: Walk, frame: OpenFrame, use: EventUse, event: CloudEvent): boolean {
  const spec = walk.program.dialect === 'spec';
  const source = spec && use.source ? { source: use.source } : {};
  const correlation = expectedCorrelation(walk, frame, use);
  return matchesEvent({ eventType: use.type, ...source, correlation }, event, spec);
}

/** What filters see of an event: its payload, or all of it. */
export function payloadOf(use: EventUse, event: CloudEvent): Json {
  return use.dataOnly ? (event.data ?? null) : ({ ...event } as { [name: string]: Json });
}

/** Takes an event down: its payload, its correlation values, and the entry whose turn it brings. */
export function noteArrival(walk: Walk, frame: OpenFrame, task: ListenTask, event: CloudEvent): void {
  const place = placeOf(walk, frame, task, event);
  if (!place) return;
  const { use, ...at } = place;
  const progress = frame.progressOf('listen');
  const came = [...progress.came, { ...at, value: payloadOf(use, event) }];
  const arrived = came.filter(({ entry }) => entry === at.entry).length;
  const whole = task.entries[at.entry]?.events.length === arrived;
  const ready = whole || task.mode === 'any';
  frame.progress = { ...progress, came, todo: ready ? [...progress.todo, at.entry] : progress.todo };
  fixCorrelation(walk, use, event);
}

/** The first event that carries a correlation attribute fixes its value for the instance (section A5). */
export function fixCorrelation(walk: Walk, use: EventUse, event: CloudEvent): void {
  const found = correlationOf(
    event,
    use.correlation.map(({ attribute }) => attribute),
  );
  walk.correlation = { ...found, ...walk.correlation };
}
