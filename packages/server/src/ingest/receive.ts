import type { CloudEvent } from '@orchestrator/engine';
import type { LifecycleEvent, Store } from '@orchestrator/store';
import { isBinaryMode, MAX_BATCH, readEvents } from '../http/events/read-events.js';
import { HttpProblem } from '../http/problem.js';
import { definitionReaders } from './definition-events.js';
import { readEvent } from './event-fields.js';
import { eventsOfGroup, unpackBudget } from './groups.js';
import { jobReaders } from './job-events.js';
import { processReaders } from './process-events.js';
import type { Reader } from './process-events.js';
import { taskReaders } from './task-events.js';

/** What comes in at a path. */
interface Channel {
  readonly readers: ReadonlyMap<string, Reader>;
  /** The type of events that hold others. */
  readonly group?: string;
}

/** The last segment of each path with what comes in there (data-index-and-jobs.md 3.1, 3.2). */
export const channels = {
  definitions: { readers: definitionReaders },
  processes: { readers: processReaders, group: 'MultipleProcessInstanceDataEvent' },
  tasks: { readers: taskReaders, group: 'MultipleUserTaskInstanceDataEvent' },
  jobs: { readers: jobReaders },
} as const satisfies Record<string, Channel>;

/** Name of one of {@link channels}. */
export type ChannelName = keyof typeof channels;

/** Whether a request brings events and nothing else; a job for the Jobs API is plain JSON. */
export function bringsEvents(request: Request): boolean {
  return (
    isBinaryMode(request) || /^application\/cloudevents\b/i.test(request.headers.get('content-type') ?? '')
  );
}

/**
 * Takes in what other runtimes tell, a request in one transaction, and answers 202 once it is stored.
 *
 * @throws HttpProblem 400, 413 or 415; StoreDataError, StoreUnavailableError. Nothing of the request is stored then.
 */
export async function receiveLifecycle(store: Store, name: ChannelName, request: Request): Promise<Response> {
  const channel: Channel = channels[name];
  const events: LifecycleEvent[] = [];
  const budget = unpackBudget();
  for (const event of await readEvents(request)) {
    const members = event.type === channel.group ? await eventsOfGroup(event, budget) : [event];
    if (events.length + members.length > MAX_BATCH)
      throw new HttpProblem(413, 'too-large', `A request may bring at most ${MAX_BATCH} events.`);
    events.push(...members.flatMap((member) => read(channel, name, member)));
  }
  await store.ingest.take(events);
  return new Response(null, { status: 202 });
}

function read({ readers }: Channel, name: ChannelName, event: CloudEvent): LifecycleEvent[] {
  const reader = readers.get(event.type);
  if (!reader) {
    const types = [...readers.keys()].join(', ');
    throw new HttpProblem(
      400,
      'unknown-event-type',
      `"${event.type}" can't be sent to /${name}, but ${types} can.`,
    );
  }
  const told = reader(readEvent(event));
  return told ? [told] : [];
}
