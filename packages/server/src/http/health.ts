import type { Store } from '@orchestrator/store';
import { json } from './json.js';

/** `/q/health/live`, `/q/health/started`: the process runs; restarting it would not help (workflow-runtime.md 4.4). */
export function live(): Response {
  return json(200, { status: 'UP', checks: [] });
}

/**
 * `/q/health`, `/q/health/ready`: whether requests can be served, which needs the database and a process that is not about
 * to end.
 */
export async function ready(store: Store, isStopping: boolean): Promise<Response> {
  const database = await store.index.countDefinitions().then(
    () => 'UP',
    () => 'DOWN',
  );
  const runtime = isStopping ? 'DOWN' : 'UP';
  const status = database === 'UP' && runtime === 'UP' ? 'UP' : 'DOWN';
  const checks = [
    { name: 'database', status: database },
    { name: 'runtime', status: runtime },
  ];
  return json(status === 'UP' ? 200 : 503, { status, checks });
}
