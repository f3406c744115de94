import type { Program } from '@orchestrator/definition';
import type { CommittedStep, Runtime } from '@orchestrator/runtime';

/** A run as it was last committed. */
export type Run = Awaited<ReturnType<Runtime['start']>>;

/** Where a run is, on one of its paths. */
type Frame = NonNullable<Run['root']['frame']>;

/** Something outside that a run waits for. */
export interface Waiting {
  /** The name of the state or action that waits. */
  readonly node: string;
  /** Types of the events of which it needs one or all; none: it waits for the time only. */
  readonly events: readonly string[];
  /** When it goes on by itself, in milliseconds since 1970. */
  readonly due?: number;
}

/** A run and the definition that it follows. */
export interface Followed {
  readonly run: Run;
  readonly program: CommittedStep['program'];
}

/**
 * What a run and its subflows wait for on all paths; undefined while something goes on: a call, a pause before another try, or
 * a subflow that is just beginning or ending.
 */
export function waitingFor(
  { run, program }: Followed,
  child: (instanceId: string) => Followed | undefined,
): readonly Waiting[] | undefined {
  const all: Waiting[] = [];
  for (const frame of framesOf(run.root)) {
    const { wait } = frame;
    if (!wait) continue;
    if (wait.for === 'call' || wait.for === 'turn' || wait.for === 'retry') return undefined;
    if (wait.for !== 'child') {
      all.push(waitOf(frame, wait.due, program));
      continue;
    }
    const below = child(wait.current ?? wait.instanceId);
    const more = below?.run.state === 'ACTIVE' ? waitingFor(below, child) : undefined;
    if (!more) return undefined;
    all.push(...more);
  }
  // A path that waits for nothing is about to go on.
  return all.length > 0 ? all : undefined;
}

function framesOf({ frame }: Run['root']): Frame[] {
  return frame ? withInner(frame) : [];
}

function withInner(frame: Frame): Frame[] {
  return [frame, ...(frame.child ? withInner(frame.child) : []), ...(frame.scopes ?? []).flatMap(framesOf)];
}

function waitOf(frame: Frame, due: number | undefined, program: Program): Waiting {
  const dues = [due, frame.deadline].filter((time) => time !== undefined);
  return {
    node: program.tasks.get(frame.task)?.name ?? frame.task,
    events: frame.wait?.for === 'events' ? eventsOf(frame, program) : [],
    ...(dues.length > 0 && { due: Math.min(...dues) }),
  };
}

function eventsOf({ task: id, progress }: Frame, { tasks }: Program): readonly string[] {
  const task = tasks.get(id);
  if (task?.kind === 'emit') return task.answer ? [task.answer.event.type] : [];
  if (task?.kind !== 'listen') return [];
  const came = progress?.kind === 'listen' ? progress.came : [];
  const types = task.entries.flatMap(({ events }, entry) =>
    events.flatMap(({ type }, event) =>
      came.some((arrival) => arrival.entry === entry && arrival.event === event) ? [] : [type],
    ),
  );
  return [...new Set(types)];
}
