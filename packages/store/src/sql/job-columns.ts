/** A time as the API writes it. */
function iso(column: string): string {
  return `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** JSON of a job of table or query `j` under the names of the API's first version. */
const scheduledJob = `json_build_object(
  'id', j.id, 'expirationTime', ${iso('j.expires_at')}, 'priority', j.priority, 'callbackEndpoint', j.callback_endpoint,
  'processInstanceId', j.instance_id, 'rootProcessInstanceId', j.root_instance_id, 'processId', j.workflow_id,
  'rootProcessId', j.root_workflow_id, 'nodeInstanceId', j.node_instance_id, 'repeatInterval', j.repeat_interval,
  'repeatLimit', j.repeat_limit, 'scheduledId', j.scheduled_id, 'retries', j.retries, 'status', j.status,
  'lastUpdate', ${iso('j.updated_at')}, 'executionCounter', j.execution_counter, 'executionResponse', null,
  'exceptionMessage', j.exception_message, 'exceptionDetails', j.exception_details)`;

/** What is read of a job of table or query `j`. */
export const jobColumns = `${scheduledJob}::text as scheduled, j.correlation_id, j.recipient::text as recipient,
  j.execution_timeout, j.execution_timeout_unit`;

/**
 * Tells of the jobs that a query yields, where the parameter `source` says on whose behalf: one event for each (4.8). What
 * one job's events say is sent in the order of its revisions.
 */
export function reportJobs(query: string, source: string): string {
  return `insert into orchestrator.outbox (instance_id, commit, position, event)
  select 'job/' || j.id, j.revision, 0, json_build_object('specversion', '1.0', 'id', gen_random_uuid(), 'source', ${source}::text,
    'type', 'JobEvent', 'time', ${iso('clock_timestamp()')}, 'datacontenttype', 'application/json', 'partitionkey', j.id,
    'data', ${scheduledJob})
  from ${query} j where ${source}::text is not null`;
}

/** Puts jobs that a query yields among the dead letters, with all that it takes to order them anew. */
export function buryJobs(query: string): string {
  return `insert into orchestrator.dead_letter (kind, instance_id, content, attempts, reason, first_failed_at)
  select 'job', coalesce(j.instance_id, j.id), json_build_object('shown', ${scheduledJob}, 'row', row_to_json(j)),
    j.retries + 1, coalesce(j.exception_message, ''), j.first_failed_at
  from ${query} j`;
}

/**
 * What becomes of a job that has the id of a new one: everything is the new one's. Its revision and time are made once its row
 * is locked: those of the row to be inserted are older than what whoever held the lock has written.
 */
export const overwriteJob = `correlation_id status workflow_id instance_id node_instance_id root_workflow_id
  root_instance_id callback_endpoint recipient execution_timeout execution_timeout_unit priority expires_at
  repeat_interval repeat_limit calls_done retries execution_counter scheduled_id exception_message exception_details
  first_failed_at stopped lease_owner claimable_at`
  .split(/\s+/)
  .map((column) => `${column} = excluded.${column}`)
  .concat(`revision = nextval('orchestrator.job_revision')`, 'updated_at = clock_timestamp()')
  .join(', ');
