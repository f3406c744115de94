import type { JsonObject } from '@backstage/types';
import { asArray, field, number, text } from './fields';
import type { GraphqlClient } from './graphql';
import type { IndexSchema } from './index-schema';
import { readInstance } from './instance';
import { present } from './present';

/** Numbers over the runs of one workflow. */
export interface Statistics {
  readonly processId: string;
  /** Absent when the index cannot count. */
  readonly completed?: number;
  readonly error?: number;
  /** Runs started in the last 30 days. */
  readonly startedLastMonth?: number;
  readonly lastRunId?: string;
  readonly lastRunState?: string;
  /** Milliseconds since 1970. */
  readonly lastRunStart?: number;
  /** Mean time from start to end of completed runs, in milliseconds. */
  readonly averageMs?: number;
}

/** The selection that {@link readStatistics} reads. */
export const STATISTICS_SELECTION =
  'processId completed error startedLastMonth lastRunId lastRunState lastRunStart averageMs';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Queries under way at once against an index that cannot answer for all workflows in one. */
const CONCURRENT = 4;

/** A row of the Orchestrator's own index; undefined when it has no id. */
export function readStatistics(row: unknown): Statistics | undefined {
  const processId = text(row, 'processId');
  if (processId === undefined) {
    return undefined;
  }
  return present({
    processId,
    completed: number(row, 'completed'),
    error: number(row, 'error'),
    startedLastMonth: number(row, 'startedLastMonth'),
    lastRunId: text(row, 'lastRunId'),
    lastRunState: text(row, 'lastRunState'),
    lastRunStart: time(row, 'lastRunStart'),
    averageMs: number(row, 'averageMs'),
  });
}

/** The same numbers from an index without statistics: one query for each workflow, a few at a time. */
export async function statisticsByQueries(
  graphql: GraphqlClient,
  schema: IndexSchema,
  workflowIds: readonly string[],
  initiatorEntity: string | undefined,
): Promise<Statistics[]> {
  const counts = schema.has('Query', 'CountProcessInstances');
  const found: Statistics[] = [];
  const queue = [...workflowIds];
  const work = async () => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      found.push(...(await statisticsOf(graphql, counts, id, initiatorEntity)));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, work));
  return found;
}

async function statisticsOf(
  graphql: GraphqlClient,
  counts: boolean,
  processId: string,
  initiatorEntity: string | undefined,
): Promise<Statistics[]> {
  const data = await graphql.query(
    lastRunDocument(counts),
    lastRunVariables(counts, processId, initiatorEntity),
  );
  const last = readInstance(asArray(field(data, 'last'))[0]);
  if (last === undefined) {
    return [];
  }
  const started = last.start === undefined ? NaN : Date.parse(last.start);
  const statistics = {
    processId,
    completed: number(data, 'completed'),
    error: number(data, 'error'),
    startedLastMonth: number(data, 'month'),
    lastRunId: last.id,
    lastRunState: last.state,
    lastRunStart: Number.isNaN(started) ? undefined : started,
  };
  return [present(statistics)];
}

function lastRunDocument(counts: boolean): string {
  const where = 'ProcessInstanceArgument';
  const countArgs = counts ? `, $completed: ${where}, $error: ${where}, $month: ${where}` : '';
  const countFields = counts
    ? 'completed: CountProcessInstances(where: $completed) error: CountProcessInstances(where: $error) ' +
      'month: CountProcessInstances(where: $month)'
    : '';
  return (
    `query LastRun($all: ${where}, $orderBy: ProcessInstanceOrderBy, $pagination: Pagination${countArgs}) ` +
    '{ last: ProcessInstances(where: $all, orderBy: $orderBy, pagination: $pagination) ' +
    `{ id processId state start } ${countFields} }`
  );
}

function lastRunVariables(counts: boolean, processId: string, initiator: string | undefined): JsonObject {
  const all: JsonObject = { processId: { equal: processId } };
  if (initiator !== undefined) {
    all['variables'] = { initiatorEntity: { equal: initiator } };
  }
  const page = { all, orderBy: { start: 'DESC' }, pagination: { limit: 1, offset: 0 } };
  if (!counts) {
    return page;
  }
  return {
    ...page,
    completed: { ...all, state: { equal: 'COMPLETED' } },
    error: { ...all, state: { equal: 'ERROR' } },
    month: { ...all, start: { greaterThan: new Date(Date.now() - 30 * DAY_MS).toISOString() } },
  };
}

/** A time, given as milliseconds or in ISO 8601. */
function time(row: unknown, name: string): number | undefined {
  const iso = text(row, name);
  const parsed = iso === undefined ? number(row, name) : Date.parse(iso);
  return Number.isNaN(parsed) ? undefined : parsed;
}
