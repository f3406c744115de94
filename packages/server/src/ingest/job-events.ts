import { HttpProblem } from '../http/problem.js';
import { headOf } from './process-events.js';
import type { Reader } from './process-events.js';

/** What a job can be in the data index (`JobStatus`). */
const STATUSES: ReadonlySet<string> = new Set([
  'ERROR',
  'RUNNING',
  'EXECUTED',
  'SCHEDULED',
  'RETRY',
  'CANCELED',
]);

/** Events about jobs (data-index-and-jobs.md 3.4, 4.2). */
export const jobReaders: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [
    'JobEvent',
    (read) => {
      const { data } = read;
      const status = data.required('status');
      if (!STATUSES.has(status))
        throw new HttpProblem(400, 'bad-event', `The status of a job is one of ${[...STATUSES].join(', ')}.`);
      return {
        ...headOf(read),
        kind: 'job',
        job: data.required('id'),
        workflowId: data.text('processId'),
        instanceId: data.text('processInstanceId'),
        nodeInstanceId: data.text('nodeInstanceId'),
        rootInstanceId: data.text('rootProcessInstanceId'),
        rootWorkflowId: data.text('rootProcessId'),
        status,
        expiresAt: data.time('expirationTime'),
        priority: data.number('priority'),
        callbackEndpoint: data.text('callbackEndpoint'),
        repeatInterval: data.number('repeatInterval'),
        repeatLimit: data.number('repeatLimit'),
        scheduledId: data.text('scheduledId'),
        retries: data.number('retries'),
        updatedAt: data.time('lastUpdate') ?? read.time,
        executionCounter: data.number('executionCounter'),
        exceptionMessage: data.text('exceptionMessage'),
        exceptionDetails: data.text('exceptionDetails'),
      };
    },
  ],
]);
