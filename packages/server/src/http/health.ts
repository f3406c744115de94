import type { Store } from '@orchestrator/store';
import { json } from './json.js';

/** `/q/health/live`, `/q/health/started`: the process runs; restarting it would not help (workflow-runtime.md 4.4). */
export function live(): Response {
  return json(200, { status: 'UP', checks: [] });
}

/** `/q/health`, `/q/health/ready`: whether requests can be served, which needs the database. */
export async function ready(store: Store): Promise<Response> {
  const status = await store.index.countDefinitions().then(
    () => 'UP',
    () => 'DOWN',
  );
  return json(status === 'UP' ? 200 : 503, { status, checks: [{ name: 'database', status }] });
}
