import { readEvents } from '../http/events/read-events.js';
import { HttpProblem } from '../http/problem.js';
import type { JobApi } from './job-api.js';
import { JobFields } from './job-fields.js';
import { orderOfV1 } from './job-v1.js';
import { orderOfV2 } from './job-v2.js';

/** Types of events that order and cancel jobs, by the version of the API that their data is in. */
const TYPES = {
  v1: { create: 'CreateProcessInstanceJobRequest', cancel: 'CancelJobRequest' },
  v2: { create: 'job.create', cancel: 'job.delete' },
} as const;

/**
 * Takes orders as CloudEvents and answers 202 once all are carried out (data-index-and-jobs.md 4.4). A sender who gets an error
 * may send them again: the same order replaces itself. That a job to be cancelled is not there is no error.
 */
export async function receiveOrders(
  jobs: JobApi,
  request: Request,
  version: keyof typeof TYPES,
): Promise<Response> {
  const types = TYPES[version];
  const orderOf = version === 'v1' ? orderOfV1 : orderOfV2;
  // All are checked before the first is carried out.
  const orders = (await readEvents(request)).map(({ type, data }) => {
    if (type === types.create) {
      const order = orderOf(data);
      return () => jobs.create(order);
    }
    if (type !== types.cancel)
      throw new HttpProblem(
        400,
        'unknown-event-type',
        `"${type}" is no order; send ${types.create} or ${types.cancel}.`,
      );
    const id = new JobFields(data, 'The data').requiredText('id');
    return () => jobs.cancel(id);
  });
  for (const carryOut of orders) await carryOut();
  return new Response(null, { status: 202 });
}
