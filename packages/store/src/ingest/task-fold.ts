import type { Json, JsonObject } from '@orchestrator/definition';
import { isLatest } from './instance-fold.js';
import type {
  EventHead,
  TaskAssignment,
  TaskNoteChange,
  TaskStateChange,
  TaskVariableChange,
} from './lifecycle-event.js';

/** An event about a user task. */
export type TaskEvent = EventHead & (TaskStateChange | TaskAssignment | TaskVariableChange | TaskNoteChange);

/** A user task of another runtime as it is stored. Times are milliseconds since 1970. */
export interface TaskRecord extends Omit<TaskStateChange, 'kind' | 'task' | 'at' | 'over'> {
  readonly id: string;
  readonly potentialUsers: readonly string[];
  readonly potentialGroups: readonly string[];
  readonly excludedUsers: readonly string[];
  readonly adminGroups: readonly string[];
  readonly adminUsers: readonly string[];
  readonly startedAt: number | null;
  readonly completedAt: number | null;
  readonly updatedAt: number;
  readonly inputs: JsonObject | null;
  readonly outputs: JsonObject | null;
  readonly comments: readonly Note[];
  readonly attachments: readonly Note[];
  /** Times of the newest events by what they gave; `started` of the oldest one. */
  readonly marks: { readonly [what: string]: number };
  readonly revision: number;
}

/** A comment or an attachment, as GraphQL names its fields. */
interface Note {
  readonly id: string;
  readonly name: string | null;
  readonly content: string;
  readonly updatedBy: string;
  readonly updatedAt: number;
}

/** Who wrote a note whose event does not say so, as it is in the original. */
const UNKNOWN_USER = 'unknown';

/** The task that an event tells of first. */
export function newTask({ task, time }: TaskEvent): TaskRecord {
  const missing = { definitionId: null, instanceId: null, workflowId: null, rootInstanceId: null };
  return {
    ...missing,
    ...{
      rootWorkflowId: null,
      name: null,
      description: null,
      priority: null,
      state: null,
      actualOwner: null,
    },
    ...{ referenceName: null, externalReferenceId: null, slaDueAt: null, endpoint: null },
    ...{ potentialUsers: [], potentialGroups: [], excludedUsers: [], adminGroups: [], adminUsers: [] },
    ...{ startedAt: null, completedAt: null, inputs: null, outputs: null, comments: [], attachments: [] },
    id: task,
    updatedAt: time,
    marks: {},
    revision: 0,
  };
}

/** The task after one more event about it (contract data-index-and-jobs 3.4). */
export function foldTask(record: TaskRecord, event: TaskEvent): TaskRecord {
  switch (event.kind) {
    case 'task-state':
      return withState(record, event);
    case 'task-assignment':
      return newer(record, `${event.role}`, event.time, { [event.role]: event.names });
    case 'task-variable': {
      const before = record[event.direction] ?? {};
      const after = Object.fromEntries([...Object.entries(before), [event.name, event.value]]);
      return newer(record, `${event.direction}.${event.name}`, event.time, { [event.direction]: after });
    }
    case 'task-note':
      return newer(record, `${event.list}.${event.note}`, event.time, {
        [event.list]: withNote(record[event.list], event),
      });
  }
}

function newer(
  record: TaskRecord,
  mark: string,
  time: number,
  change: { readonly [field: string]: Json | readonly Note[] },
): TaskRecord {
  const before = Object.hasOwn(record.marks, mark) ? record.marks[mark] : undefined;
  if (!isLatest(time, before)) return record;
  const marks = Object.fromEntries([...Object.entries(record.marks), [mark, time]]);
  return { ...record, ...change, marks };
}

function withState(record: TaskRecord, event: EventHead & TaskStateChange): TaskRecord {
  const { kind: _kind, task: _task, source: _source, time, id: _id, at, over, ...said } = event;
  const { started, completed } = record.marks;
  const begins = started === undefined || time < started;
  const ends = over && isLatest(time, completed);
  const dated: TaskRecord = {
    ...record,
    ...(begins && { startedAt: at }),
    ...(ends && { completedAt: at }),
    marks: { ...record.marks, ...(begins && { started: time }), ...(ends && { completed: time }) },
  };
  return newer(dated, 'changed', time, { ...said, updatedAt: at });
}

function withNote(notes: readonly Note[], event: TaskNoteChange): readonly Note[] {
  const { note: id, name, content, user, at } = event;
  const changed: Note = { id, name, content: content ?? '', updatedBy: user ?? UNKNOWN_USER, updatedAt: at };
  const position = notes.findIndex((note) => note.id === id);
  if (event.removed) return notes.filter((note) => note.id !== id);
  return position < 0 ? [...notes, changed] : notes.with(position, changed);
}
