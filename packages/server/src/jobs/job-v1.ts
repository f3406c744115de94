import { randomUUID } from 'node:crypto';
import type { Json } from '@orchestrator/definition';
import type { JobOrder, JobSchedule } from '@orchestrator/store';
import { badJob, JobFields } from './job-fields.js';
import { readRecipient } from './recipient.js';

/** Fields that a job may be changed by. */
const CHANGEABLE = ['expirationTime', 'repeatInterval', 'repeatLimit'];

/** A job of the first version of the API (data-index-and-jobs.md 4.2). @throws HttpProblem 400 */
export function orderOfV1(body: Json | undefined): JobOrder {
  const fields = new JobFields(body, 'The job');
  const { expirationTime, ...repetition } = scheduleIn(fields);
  if (expirationTime === undefined) throw badJob('The job has no expirationTime.');
  const id = fields.id('id') ?? randomUUID();
  const names = {
    ...named(fields, 'processId'),
    ...named(fields, 'processInstanceId'),
    ...named(fields, 'rootProcessId'),
    ...named(fields, 'rootProcessInstanceId'),
    ...named(fields, 'nodeInstanceId'),
  };
  const recipient = readRecipient({
    type: 'http',
    url: fields.requiredText('callbackEndpoint'),
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...names },
    payload: { type: 'json', data: { correlationId: id } },
  });
  return {
    id,
    correlationId: id,
    priority: fields.count('priority', -(2 ** 31)) ?? 0,
    callbackEndpoint: recipient.url,
    recipient: recipient.stored,
    expirationTime,
    ...repetition,
    ...names,
  };
}

/** What a `PATCH` changes. @throws HttpProblem 400 when it names anything else, or nothing */
export function changesOfV1(body: Json | undefined): Partial<JobSchedule> {
  const fields = new JobFields(body, 'The change');
  const other = fields.names.find((name) => !CHANGEABLE.includes(name));
  if (other !== undefined) throw badJob(`"${other}" can't be changed; only ${CHANGEABLE.join(', ')} can.`);
  if (fields.names.length === 0) throw badJob(`Name one of ${CHANGEABLE.join(', ')}.`);
  return scheduleIn(fields);
}

/** `repeatLimit` N of a request means N - 1 repetitions. */
function scheduleIn(fields: JobFields): Partial<JobSchedule> {
  const expirationTime = fields.moment('expirationTime');
  const repeatInterval = fields.time('repeatInterval');
  const limit = fields.count('repeatLimit', -1);
  return {
    ...(expirationTime !== undefined && { expirationTime }),
    ...(repeatInterval !== undefined && { repeatInterval }),
    ...(limit !== undefined && { repeatLimit: limit < 0 ? -1 : Math.max(limit - 1, 0) }),
  };
}

function named(fields: JobFields, name: string): Record<string, string> {
  const value = fields.id(name);
  return value === undefined ? {} : { [name]: value };
}
