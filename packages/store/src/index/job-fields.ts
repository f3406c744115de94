import type { ColumnField, Field, Fields } from './fields.js';

/** The id of a timer begins with the id of its instance, by which it is found. */
const timersOf: ColumnField['implied'] = (ids, parameters) => {
  const instances = ids.map((id) => /^(.*):\d+:[^:]*$/s.exec(id)?.[1] ?? '');
  return `(j.origin <> 'timer' or j.instance_id = any(${parameters.add(instances, 'text[]')}))`;
};

/**
 * Fields of jobs; `j` is the job: ordered from this server, a timer of one of its instances, or of another runtime.
 *
 * By index go the id of a job, the instance, and the status with the due time. The due times of timers have none of their
 * own, since it would be written by every wait of every run.
 */
export const jobFields: Fields = {
  key: 'j.id',
  byName: new Map<string, Field>([
    ['id', { kind: 'text', sql: 'j.id', implied: timersOf }],
    ['processId', { kind: 'text', sql: 'j.workflow_id' }],
    ['processInstanceId', { kind: 'text', sql: 'j.instance_id' }],
    ['nodeInstanceId', { kind: 'text', sql: 'j.node_instance_id' }],
    ['rootProcessInstanceId', { kind: 'text', sql: 'j.root_instance_id' }],
    ['rootProcessId', { kind: 'text', sql: 'j.root_workflow_id' }],
    ['status', { kind: 'text', sql: 'j.status' }],
    ['expirationTime', { kind: 'time', sql: 'j.expires_at' }],
    ['priority', { kind: 'number', sql: 'j.priority' }],
    ['retries', { kind: 'number', sql: 'j.retries' }],
    ['executionCounter', { kind: 'number', sql: 'j.execution_counter' }],
    ['scheduledId', { kind: 'text', sql: 'j.scheduled_id' }],
    ['lastUpdate', { kind: 'time', sql: 'j.updated_at' }],
    ['exceptionMessage', { kind: 'text', sql: 'j.exception_message' }],
  ]),
};
