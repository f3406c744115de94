import type { Runtime } from '@orchestrator/runtime';
import type { Store } from '@orchestrator/store';
import { EXPOSITION_TYPE, exposition } from './exposition.js';
import type { Family } from './exposition.js';
import { labelsOf } from './run-metrics.js';
import type { RunMetrics } from './run-metrics.js';

/** What `/q/metrics` is made from. */
export interface MetricsSources {
  readonly runtime: Runtime;
  readonly store: Store;
  readonly metrics: RunMetrics;
}

/** `GET /q/metrics`: what this process counts, and how many runs there are in its database (workflow-runtime.md 9.1). */
export async function showMetrics({ runtime, store, metrics }: MetricsSources): Promise<Response> {
  const families = [...metrics.families, await running(runtime, store)];
  return new Response(exposition(families), {
    headers: { 'content-type': EXPOSITION_TYPE, 'x-content-type-options': 'nosniff' },
  });
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
