import { setting } from '@orchestrator/definition';

/** First pause between tries. */
export const JOB_RETRY = setting({
  key: 'kogito.jobs-service.backoffRetryMillis',
  task: 'jobs',
  does: 'The first pause before a job whose call failed is called again. It doubles each time.',
  value: 'milliseconds, at least 1',
  default: '`1000`',
  where: 'server',
  example: 'kogito.jobs-service.backoffRetryMillis=500',
});

/** Longest pause between tries. */
export const LONGEST_JOB_RETRY = setting({
  key: 'orchestrator.jobs.longest-retry',
  task: 'jobs',
  does: 'The longest pause before a job whose call failed is called again.',
  value: 'ISO 8601 duration',
  default: '`PT5S`',
  where: 'server',
  example: 'orchestrator.jobs.longest-retry=PT1M',
});

/** How long tries go on. */
export const JOB_PATIENCE = setting({
  key: 'kogito.jobs-service.maxIntervalLimitToRetryMillis',
  task: 'jobs',
  does: 'How long calls of a job may fail before it is given up. It is then kept as a dead letter, which an operator can replay.',
  value: 'milliseconds, at least 1',
  default: '`60000`',
  where: 'server',
  example: 'kogito.jobs-service.maxIntervalLimitToRetryMillis=3600000',
});

/** Calls at once. */
export const MAX_JOB_CALLS = setting({
  key: 'orchestrator.jobs.max-calls',
  task: 'jobs',
  does: 'How many jobs this process may be calling at once.',
  value: 'whole number, at least 1',
  default: '`200`',
  where: 'server',
  example: 'orchestrator.jobs.max-calls=50',
});

/** How long jobs that are over are shown. */
export const JOB_MEMORY = setting({
  key: 'orchestrator.jobs.memory',
  task: 'jobs',
  does: 'How long the data index shows jobs that were executed, cancelled or given up.',
  value: 'ISO 8601 duration',
  default: '`P7D`',
  where: 'server',
  example: 'orchestrator.jobs.memory=PT24H',
});

/** Time of a call over HTTP. */
export const HTTP_TIMEOUT = setting({
  key: 'kogito.job.recipient.http.timeout-in-millis',
  task: 'jobs',
  does: 'How long the call of a job may take that does not say so itself (`executionTimeout`).',
  value: 'milliseconds, from 1 to 300000',
  default: '`180000`',
  where: 'server',
  example: 'kogito.job.recipient.http.timeout-in-millis=30000',
});

/** Time of an event to a sink. */
export const SINK_TIMEOUT = setting({
  key: 'kogito.job.recipient.sink.timeout-in-millis',
  task: 'jobs',
  does: 'The same for jobs that send an event to a sink.',
  value: 'milliseconds, from 1 to 60000',
  default: '`5000`',
  where: 'server',
  example: 'kogito.job.recipient.sink.timeout-in-millis=10000',
});

/** Whether others are told of jobs. */
export const JOB_EVENTS = setting({
  key: 'kogito.jobs-service.http.job-status-change-events',
  task: 'jobs',
  does: 'Tells of every change of a job by an event (`JobEvent`): at the address of the channel `kogito-jobs-events`, else of the Data Index (`kogito.data-index.url`) below `/jobs`, else at `K_SINK`.',
  value: '`true` or `false`',
  default: '`true` where there is a Data Index elsewhere, else `false`',
  where: 'server',
  example: 'kogito.jobs-service.http.job-status-change-events=true',
});
