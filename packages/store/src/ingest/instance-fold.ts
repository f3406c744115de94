import type { Json, JsonObject } from '@orchestrator/definition';
import type {
  ErrorReport,
  EventHead,
  InstanceReference,
  NodeChange,
  StateChange,
  VariableChange,
} from './lifecycle-event.js';
import { nothingWritten, writeTimed } from './timed-json.js';
import type { Times } from './timed-json.js';

/** An event about a run. */
export type InstanceEvent = EventHead & (StateChange | NodeChange | VariableChange | ErrorReport);

/** A run of another runtime as it is stored. Times are milliseconds since 1970. */
export interface InstanceRecord {
  readonly id: string;
  readonly workflowId: string;
  readonly version: string | null;
  readonly processName: string | null;
  readonly businessKey: string | null;
  readonly initiatorEntity: string | null;
  readonly targetEntity: string | null;
  readonly parentInstanceId: string | null;
  readonly rootInstanceId: string | null;
  readonly rootWorkflowId: string | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly updatedAt: number;
  readonly state: number | null;
  readonly roles: readonly string[];
  readonly addons: readonly string[];
  readonly endpoint: string | null;
  readonly createdBy: string | null;
  readonly updatedBy: string | null;
  readonly slaDueAt: number | null;
  readonly cloudEventId: string | null;
  readonly cloudEventSource: string | null;
  readonly errorTask: string | null;
  readonly errorNode: string | null;
  readonly errorMessage: string | null;
  /** Absent where no event is about them, in what is read as well as in what is written. */
  readonly variables?: JsonObject;
  readonly marks: InstanceMarks;
  readonly revision: number;
}

/** A place in the order of a run's events: time, then arrival. */
type Moment = readonly [time: number, arrival: number];

/** Which events a run is made of. */
interface InstanceMarks {
  /** How many events arrived, and how many nodes they told of. */
  readonly arrivals: number;
  readonly nodes: number;
  /** Times of the newest events of a kind. */
  readonly changed?: number;
  readonly started?: number;
  readonly ended?: number;
  readonly retriggered?: Moment;
  /** The newest event that says a state which is no end. */
  readonly standing?: readonly [...Moment, state: number];
  /** All that say an end. */
  readonly ends: readonly (readonly [...Moment, state: number])[];
  readonly failed?: readonly [...Moment, task: string, node: string | null, message: string | null];
  readonly variables: Times;
}

const COMPLETED = 2;
const ABORTED = 3;
const ERROR = 5;
/** Ends that are remembered; a run has one, unless its runtime repeats itself. */
const MAX_ENDS = 20;
/** Characters of a variable that has an index of its own; what is longer is no name of anybody and fits no index. */
const MAX_INDEXED = 500;

/** The run that an event tells of first. */
export function newInstance({ instance, source, time }: InstanceEvent): InstanceRecord {
  return {
    ...referred(instance),
    id: instance.id,
    processName: null,
    businessKey: null,
    initiatorEntity: null,
    targetEntity: null,
    parentInstanceId: null,
    rootInstanceId: null,
    rootWorkflowId: null,
    startedAt: null,
    endedAt: null,
    updatedAt: time,
    state: null,
    roles: [],
    addons: [],
    // Clients must be given one. The source of every event of a run begins alike.
    endpoint: source === '' ? null : source,
    createdBy: null,
    updatedBy: null,
    slaDueAt: null,
    cloudEventId: null,
    cloudEventSource: null,
    errorTask: null,
    errorNode: null,
    errorMessage: null,
    variables: {},
    marks: { arrivals: 0, nodes: 0, ends: [], variables: nothingWritten.times },
    revision: 0,
  };
}

/** The run after one more event about it (contract data-index-and-jobs 2.2, 3.5). */
export function foldInstance(record: InstanceRecord, event: InstanceEvent): InstanceRecord {
  const arrived = { ...record, marks: { ...record.marks, arrivals: record.marks.arrivals + 1 } };
  switch (event.kind) {
    case 'state':
      return withState(withChange(arrived, event));
    case 'error':
      return withState(withError(arrived, event));
    case 'variable':
      return withVariable(arrived, event);
    case 'node':
      return arrived;
  }
}

function withChange(record: InstanceRecord, event: EventHead & StateChange): InstanceRecord {
  const { marks } = record;
  const { time, change, at, user } = event;
  const moment: Moment = [time, marks.arrivals];
  const isEnd = change === 'ended' || event.state === COMPLETED || event.state === ABORTED;
  const isNewest = isLatest(time, marks.changed);
  const begins = change === 'started' && isLatest(time, marks.started);
  const ends = change === 'ended' && isLatest(time, marks.ended);
  const state = event.state;
  return {
    ...record,
    ...(isNewest && newest(event)),
    ...(begins && { startedAt: at, createdBy: user }),
    ...(ends && { endedAt: at }),
    marks: {
      ...marks,
      ...(isNewest && { changed: time }),
      ...(begins && { started: time }),
      ...(ends && { ended: time }),
      ...(change === 'retriggered' && isLater(moment, marks.retriggered) && { retriggered: moment }),
      ...(isEnd && state !== null && { ends: [...marks.ends, [...moment, state] as const].slice(-MAX_ENDS) }),
      ...(!isEnd &&
        state !== null &&
        isLater(moment, marks.standing) && { standing: [...moment, state] as const }),
    },
  };
}

/** What the newest event about the state says; what it leaves out is gone. */
function newest(event: EventHead & StateChange): Partial<InstanceRecord> {
  const { processName, businessKey, parentInstanceId, rootInstanceId, rootWorkflowId } = event;
  const { roles, addons, slaDueAt, cloudEventId, cloudEventSource } = event;
  return {
    ...referred(event.instance),
    ...{ processName, businessKey, parentInstanceId, rootInstanceId, rootWorkflowId },
    ...{ roles, addons, slaDueAt, cloudEventId, cloudEventSource },
    updatedAt: event.at,
    updatedBy: event.user,
    ...(event.source !== '' && { endpoint: event.source }),
  };
}

function withError(record: InstanceRecord, event: EventHead & ErrorReport): InstanceRecord {
  const { marks } = record;
  const moment: Moment = [event.time, marks.arrivals];
  return {
    ...record,
    marks: {
      ...marks,
      ...(isLater(moment, marks.failed) && {
        failed: [...moment, event.task, event.node, event.message] as const,
      }),
      ...(isLater(moment, marks.standing) && { standing: [...moment, ERROR] as const }),
    },
  };
}

/** An end is left only by a retrigger that comes after it, which also takes the error away. */
function withState(record: InstanceRecord): InstanceRecord {
  const { retriggered, ends, standing, failed } = record.marks;
  const [end] = ends.filter((moment) => isLater(moment, retriggered)).sort(compare);
  const error = failed && isLater(failed, retriggered) ? failed : undefined;
  return {
    ...record,
    state: (end ?? standing)?.[2] ?? null,
    errorTask: error?.[2] ?? null,
    errorNode: error?.[3] ?? null,
    errorMessage: error?.[4] ?? null,
  };
}

function withVariable(
  record: InstanceRecord,
  { path, value, time }: EventHead & VariableChange,
): InstanceRecord {
  const before = { value: record.variables ?? {}, times: record.marks.variables };
  const { value: variables, times } = writeTimed(before, path, value, time);
  return {
    ...record,
    variables,
    initiatorEntity: textIn(variables, 'initiatorEntity'),
    targetEntity: textIn(variables, 'targetEntity'),
    marks: { ...record.marks, variables: times },
  };
}

function referred({
  workflowId,
  version,
}: InstanceReference): Pick<InstanceRecord, 'workflowId' | 'version'> {
  return { workflowId, version };
}

function textIn(object: JsonObject, key: string): string | null {
  const value: Json | undefined = Object.hasOwn(object, key) ? object[key] : undefined;
  return typeof value === 'string' && value.length <= MAX_INDEXED ? value : null;
}

/** Whether an event that arrives now comes after another one in the order of time. */
export function isLatest(time: number, before: number | undefined): boolean {
  return before === undefined || time >= before;
}

function isLater(
  [time, arrival]: readonly [number, number, ...unknown[]],
  before: readonly [number, number, ...unknown[]] | undefined,
): boolean {
  return before === undefined || time > before[0] || (time === before[0] && arrival > before[1]);
}

function compare(one: readonly [number, number, number], other: readonly [number, number, number]): number {
  return one[0] - other[0] || one[1] - other[1];
}
