import { isJsonObject } from '@orchestrator/definition';
import type { Json } from '@orchestrator/definition';
import { printable } from '../report/printable.js';
import type { Style } from '../report/style.js';
import { duration } from './duration.js';
import type { Outcome } from './follow.js';
import type { Waiting } from './waiting.js';

/** What `orchestrator run --json` prints. New properties may come; those that are there keep their meaning. */
export interface RunReport {
  readonly id: string;
  /** ACTIVE: the run waits, see {@link RunReport.waitingFor}. */
  readonly state: string;
  readonly data: Json;
  readonly error?: {
    readonly code: string;
    readonly message: string;
    /** The name of the state or action that failed. */
    readonly node: string;
  };
  readonly waitingFor?: readonly {
    readonly node: string;
    /** Types of events. */
    readonly events: readonly string[];
    /** When it goes on by itself, in ISO 8601. */
    readonly due?: string;
  }[];
}

/** The outcome of a run for programs. */
export function runReport({ run, program, waiting }: Outcome): RunReport {
  const { id, state, error } = run;
  return {
    id,
    state,
    data: run.root.data,
    ...(error && {
      error: {
        code: error.code,
        message: error.message,
        node: program.tasks.get(error.task)?.name ?? error.task,
      },
    }),
    ...(waiting.length > 0 && {
      waitingFor: waiting.map(({ node, events, due }) => ({
        node,
        events,
        ...(due !== undefined && { due: new Date(due).toISOString() }),
      })),
    }),
  };
}

const COLOURS: { readonly [state: string]: 'green' | 'yellow' | 'red' } = {
  COMPLETED: 'green',
  ACTIVE: 'yellow',
};

/**
 * The outcome of a run for people: what became of it, and its data as a table.
 *
 * @param now - milliseconds since 1970
 */
export function runTable(outcome: Outcome, now: number, style: Style): string {
  const { run, program, waiting } = outcome;
  const { id, state, data, error } = runReport(outcome);
  const took = duration((run.endedAt ?? now) - run.startedAt);
  const head: Row[] = [
    ['Run', id],
    ['Workflow', `${program.workflowId} ${program.version}`],
    ['State', `${style(COLOURS[state] ?? 'red', state)} after ${took}`],
    ...(error ? [['Failed', printable(`${error.node}: ${error.message} (${error.code})`)] as const] : []),
    ...waiting.map((wait) => ['Waits', printable(waitText(wait, now))] as const),
  ];
  const values = isJsonObject(data) ? Object.entries(data) : [['', data] as const];
  const body = values.map(([name, value]) => [printable(name), printable(text(value))] as const);
  return `${table(head, style)}${body.length > 0 ? `\n${table(body, style)}` : ''}`;
}

type Row = readonly [name: string, value: string];

function table(rows: readonly Row[], style: Style): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${style('bold', name.padEnd(width))}  ${value}\n`).join('');
}

function text(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `Pay: for an event order.paid, until 2030-01-01T00:00:00.000Z (in 3 min)` */
function waitText({ node, events, due }: Waiting, now: number): string {
  const time =
    due === undefined ? '' : `${new Date(due).toISOString()} (in ${duration(Math.max(0, due - now))})`;
  if (events.length === 0) return `${node}: for a timer that is due ${time}`;
  const event = `${node}: for ${events.length === 1 ? 'an event' : 'events'} ${events.join(', ')}`;
  return time === '' ? event : `${event}, until ${time}`;
}
