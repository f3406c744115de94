import type { Runtime } from '@orchestrator/runtime';
import type { Store } from '@orchestrator/store';
import { EXPOSITION_TYPE, exposition } from './exposition.js';
import type { Family } from './exposition.js';
import { labelsOf } from './run-metrics.js';
import { activityFamilies, backlogFamilies, databaseFamily } from './load-metrics.js';
import type { ProcessMetrics } from './process-metrics.js';
import type { RunMetrics } from './run-metrics.js';
import type { RuntimeMetrics } from './runtime-metrics.js';

/** How long the database may take to count, in milliseconds. */
const DATABASE_TIMEOUT = 5_000;

/** What `/q/metrics` is made from. */
export interface MetricsSources {
  readonly runtime: Runtime;
  readonly store: Store;
  readonly metrics: Metrics;
}

/** Everything that a process counts and measures. */
export interface Metrics {
  /** Under the names that dashboards of the existing stack know (workflow-runtime.md 9.1). */
  readonly runs: RunMetrics;
  readonly runtime: RuntimeMetrics;
  readonly process: ProcessMetrics;
}

/** `GET /q/metrics`: what this process counts, and what there is in its database. */
export async function showMetrics(sources: MetricsSources): Promise<Response> {
  return new Response(exposition(await allFamilies(sources)), {
    headers: { 'content-type': EXPOSITION_TYPE, 'x-content-type-options': 'nosniff' },
  });
}

/** All metrics as they are now; while the database does not answer those that are counted in it are left out. */
export async function allFamilies({ runtime, store, metrics }: MetricsSources): Promise<Family[]> {
  const counted = await inTime(Promise.all([running(runtime, store), store.backlog()]));
  return [
    ...metrics.runs.families,
    ...(counted ? [counted[0]] : []),
    ...metrics.runtime.families,
    ...activityFamilies(runtime.activity),
    ...(counted ? backlogFamilies(counted[1]) : []),
    databaseFamily(counted !== undefined),
    ...metrics.process.families,
  ];
}

/** What work answers; undefined when it fails or takes too long, as an operator needs the other metrics all the more then. */
async function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), DATABASE_TIMEOUT);
  try {
    return await Promise.race([work, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Counted in the database, so that a restart changes nothing; every replica tells the same number. */
async function running(runtime: Runtime, store: Store): Promise<Family> {
  const samples = runtime.definitions.list().map(async (program) => {
    const value = await store.index.countInstances({
      where: {
        and: [
          { field: 'processId', operator: 'equal', value: program.workflowId },
          { field: 'state', operator: 'in', value: ['ACTIVE', 'SUSPENDED', 'ERROR'] },
        ],
      },
    });
    return { labels: labelsOf(program), value };
  });
  return {
    name: 'kogito_process_instance_running_total',
    type: 'gauge',
    help: 'Runs that have not ended, failed ones included, of all replicas together.',
    samples: await Promise.all(samples),
  };
}
