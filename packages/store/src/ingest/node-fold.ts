import type { Json } from '@orchestrator/definition';
import { isLatest } from './instance-fold.js';
import type { ErrorReport, EventHead, NodeChange } from './lifecycle-event.js';

/** An event about a node. An error event is one when it names its node. */
export type NodeEvent = EventHead & (NodeChange | (ErrorReport & { readonly node: string }));

/** A node instance of another runtime as it is stored. Times are milliseconds since 1970. */
export interface NodeRecord {
  readonly instanceId: string;
  readonly id: string;
  /** Counts the nodes of the run, in the order in which events told of them. */
  readonly position: number;
  readonly task: string;
  readonly name: string;
  readonly type: string;
  readonly enteredAt: number | null;
  readonly exitedAt: number | null;
  readonly errorMessage: string | null;
  readonly cancelType: string | null;
  readonly retrigger: boolean | null;
  readonly slaDueAt: number | null;
  readonly input: Json | null;
  readonly output: Json | null;
  readonly marks: NodeMarks;
}

/** The times of the newest events that gave a value; of `guessed` the oldest. */
type NodeMarks = {
  readonly [
    mark in
      | 'changed'
      | 'entered'
      | 'guessed'
      | 'exited'
      | 'cancelled'
      | 'failed'
      | 'retrigger'
      | 'sla'
      | 'input'
      | 'output'
  ]?: number;
};

/** How nodes end that neither go on nor are left. */
const CANCEL_TYPES = {
  aborted: 'ABORTED',
  skipped: 'SKIPPED',
  obsolete: 'OBSOLETE',
  failed: 'ERROR',
} as const;

/** The node that an event tells of first. */
export function newNode(event: NodeEvent, position: number): NodeRecord {
  return {
    instanceId: event.instance.id,
    id: event.node,
    position,
    task: event.task,
    // An error names the node only; what comes of the node itself names the rest.
    name: event.kind === 'node' ? event.name : event.task,
    type: event.kind === 'node' ? event.type : '',
    enteredAt: null,
    exitedAt: null,
    errorMessage: null,
    cancelType: null,
    retrigger: null,
    slaDueAt: null,
    input: null,
    output: null,
    marks: {},
  };
}

/** The node after one more event about it (contract data-index-and-jobs 2.3). */
export function foldNode(record: NodeRecord, event: NodeEvent): NodeRecord {
  const { marks } = record;
  const { time } = event;
  if (event.kind === 'error') {
    const fails = isLatest(time, marks.failed);
    const cancels = isLatest(time, marks.cancelled);
    return {
      ...record,
      ...(fails && { errorMessage: event.message }),
      ...(cancels && { cancelType: 'ERROR' }),
      marks: { ...marks, ...(fails && { failed: time }), ...(cancels && { cancelled: time }) },
    };
  }
  const { task, name, type, retrigger, slaDueAt, input, output } = event;
  const latest = (mark: keyof NodeMarks): boolean => isLatest(time, marks[mark]);
  return withDates(
    {
      ...record,
      ...(latest('changed') && { task, name, type }),
      ...(retrigger !== null && latest('retrigger') && { retrigger }),
      ...(slaDueAt !== null && latest('sla') && { slaDueAt }),
      ...(input !== null && latest('input') && { input }),
      ...(output !== null && latest('output') && { output }),
      marks: {
        ...marks,
        ...(latest('changed') && { changed: time }),
        ...(retrigger !== null && latest('retrigger') && { retrigger: time }),
        ...(slaDueAt !== null && latest('sla') && { sla: time }),
        ...(input !== null && latest('input') && { input: time }),
        ...(output !== null && latest('output') && { output: time }),
      },
    },
    event,
  );
}

function withDates(record: NodeRecord, { change, at, time }: EventHead & NodeChange): NodeRecord {
  const { marks } = record;
  switch (change) {
    case 'entered':
      if (!isLatest(time, marks.entered)) return record;
      return { ...record, enteredAt: at, marks: { ...marks, entered: time } };
    case 'exited': {
      const left = withGuess(record, at, time);
      if (!isLatest(time, marks.exited)) return left;
      return { ...left, exitedAt: at, marks: { ...left.marks, exited: time } };
    }
    case 'updated':
      return withGuess(record, at, time);
    default:
      if (!isLatest(time, marks.cancelled)) return record;
      return { ...record, cancelType: CANCEL_TYPES[change], marks: { ...marks, cancelled: time } };
  }
}

/** Until an event says when the node was entered, it was when the first one came. */
function withGuess(record: NodeRecord, at: number, time: number): NodeRecord {
  const { marks } = record;
  if (marks.entered !== undefined || (marks.guessed !== undefined && marks.guessed <= time)) return record;
  return { ...record, enteredAt: at, marks: { ...marks, guessed: time } };
}
