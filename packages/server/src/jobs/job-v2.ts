import { randomUUID } from 'node:crypto';
import type { Json } from '@orchestrator/definition';
import type { JobOrder, JobSchedule } from '@orchestrator/store';
import type { ShownJob } from './job-api.js';
import { isId, JobFields, MAX_TIME, badJob } from './job-fields.js';
import { LONGEST_CALL } from './job-options.js';
import { readRecipient } from './recipient.js';
import { shownRecipient } from './shown-recipient.js';
import { millisecondsOf, TIME_UNITS } from './time-units.js';

/** Headers by which recipients learn whose job it is, and this server too. */
const NAMES = ['processId', 'processInstanceId', 'rootProcessId', 'rootProcessInstanceId', 'nodeInstanceId'];

/** A job of the second version of the API (data-index-and-jobs.md 4.3). @throws HttpProblem 400 */
export function orderOfV2(body: Json | undefined): JobOrder {
  const fields = new JobFields(body, 'The job');
  const id = fields.id('id') ?? randomUUID();
  const recipient = readRecipient(fields.value('recipient'));
  // Part of the API, but the original does not use it either.
  fields.object('retry');
  return {
    id,
    correlationId: fields.id('correlationId') ?? id,
    priority: 0,
    callbackEndpoint: recipient.url,
    recipient: recipient.stored,
    ...scheduleIn(fields),
    ...timeoutIn(fields, recipient.type),
    ...namesIn(recipient.headers),
  };
}

/** A job in the form of the second version of the API. */
export function viewOfV2({
  scheduled,
  correlationId,
  recipient,
  executionTimeout,
  executionTimeoutUnit,
}: ShownJob): object {
  return {
    id: scheduled.id,
    correlationId,
    state: scheduled.status,
    schedule: {
      type: 'timer',
      startTime: scheduled.expirationTime,
      repeatCount: scheduled.repeatLimit ?? 0,
      delay: scheduled.repeatInterval ?? 0,
      delayUnit: 'MILLIS',
    },
    retry: null,
    recipient: shownRecipient(recipient),
    executionTimeout: executionTimeout ?? null,
    executionTimeoutUnit: executionTimeoutUnit ?? null,
  };
}

function scheduleIn(job: JobFields): Partial<JobSchedule> & Pick<JobSchedule, 'expirationTime'> {
  const schedule = new JobFields(job.value('schedule'), 'The schedule');
  if (schedule.requiredText('type') !== 'timer')
    throw badJob('Only schedules of type "timer" are supported.');
  const expirationTime = schedule.moment('startTime');
  if (expirationTime === undefined) throw badJob('The schedule has no startTime.');
  const repeatLimit = schedule.count('repeatCount', -1) ?? 0;
  const repeatInterval = millisecondsOf(schedule.time('delay') ?? 0, schedule.oneOf('delayUnit', TIME_UNITS));
  if (repeatInterval > MAX_TIME) throw schedule.bad('delay', 'shorter');
  return { expirationTime, ...(repeatLimit !== 0 && { repeatInterval, repeatLimit }) };
}

function timeoutIn(
  fields: JobFields,
  type: keyof typeof LONGEST_CALL,
): Pick<JobOrder, 'executionTimeout' | 'executionTimeoutUnit'> {
  const executionTimeout = fields.time('executionTimeout');
  const executionTimeoutUnit = fields.oneOf('executionTimeoutUnit', TIME_UNITS);
  if (executionTimeout === undefined) return {};
  const milliseconds = millisecondsOf(executionTimeout, executionTimeoutUnit);
  if (milliseconds < 1 || milliseconds > LONGEST_CALL[type])
    throw fields.bad('executionTimeout', `1 to ${LONGEST_CALL[type]} ms long`);
  return { executionTimeout, ...(executionTimeoutUnit && { executionTimeoutUnit }) };
}

function namesIn(headers: Readonly<Record<string, string>>): Partial<JobOrder> {
  const found = Object.entries(headers).flatMap(([header, value]): [string, string][] => {
    const name = NAMES.find((one) => one.toLowerCase() === header.toLowerCase());
    return name !== undefined && isId(value) ? [[name, value]] : [];
  });
  return Object.fromEntries(found);
}
