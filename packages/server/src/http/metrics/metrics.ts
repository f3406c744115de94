import type { Runtime } from '@orchestrator/runtime';
import type { Store } from '@orchestrator/store';
import { EXPOSITION_TYPE, exposition } from './exposition.js';
import type { Family } from './exposition.js';
import { labelsOf } from './run-metrics.js';
import { loadMetrics } from './load-metrics.js';
import type { ProcessMetrics } from './process-metrics.js';
import type { RunMetrics } from './run-metrics.js';
import type { RuntimeMetrics } from './runtime-metrics.js';

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

/** All metrics as they are now. */
export async function allFamilies({ runtime, store, metrics }: MetricsSources): Promise<Family[]> {
  const [runs, load] = await Promise.all([running(runtime, store), loadMetrics(runtime, store)]);
  return [...metrics.runs.families, runs, ...metrics.runtime.families, ...load, ...metrics.process.families];
}

/** Counted in the database, so that a restart changes nothing; every replica tells the same number. */
async function running(runtime: Runtime, store: Store): Promise<Family> {
  const samples = runtime.definitions.list().map(async (program) => {
    const value = await store.index.countInstances({
      and: [
        { field: 'processId', operator: 'equal', value: program.workflowId },
        { field: 'state', operator: 'in', value: ['ACTIVE', 'SUSPENDED', 'ERROR'] },
      ],
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
