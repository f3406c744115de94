import type { JobRow } from '@orchestrator/store';
import type { Loaders } from './loaders.js';

/** Largest number that GraphQL's Int holds. */
const MAX_INT = 2 ** 31 - 1;

/** A job as GraphQL shows it. A timer has the address under which the original's runtime is called back. */
export function jobView(row: JobRow, { serviceUrl }: Loaders): object {
  const { id, origin, processId, processInstanceId, repeatInterval } = row;
  const path = [processId, 'instances', processInstanceId, 'timers', id]
    .map((part) => encodeURIComponent(part ?? ''))
    .join('/');
  return {
    ...row,
    // A longer interval has no place in the schema.
    repeatInterval: repeatInterval !== null && repeatInterval > MAX_INT ? null : repeatInterval,
    ...(origin === 'timer' && { callbackEndpoint: `${serviceUrl}/management/jobs/${path}` }),
    ...(origin !== 'ingested' && { endpoint: `${serviceUrl}/jobs` }),
  };
}
