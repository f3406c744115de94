import type { Field, Fields } from './fields.js';

/**
 * Fields of jobs; `t` is the timer, `i` its instance. A timer is scheduled until it is gone, and counts nothing.
 *
 * By index goes the instance. The due time has none of its own, since each would be written by every wait of every run.
 */
export const jobFields: Fields = {
  key: 't.instance_id, t.node, t.name',
  byName: new Map<string, Field>([
    ['id', { kind: 'text', sql: `(t.instance_id || ':' || t.node || ':' || t.name)` }],
    ['processId', { kind: 'text', sql: 'i.workflow_id' }],
    ['processInstanceId', { kind: 'text', sql: 't.instance_id' }],
    [
      'nodeInstanceId',
      { kind: 'text', sql: `(case when t.node > 0 then t.instance_id || ':' || t.node end)` },
    ],
    ['rootProcessInstanceId', { kind: 'text', sql: 'i.root_instance_id' }],
    ['rootProcessId', { kind: 'text', sql: 'i.root_workflow_id' }],
    ['status', { kind: 'text', sql: `'SCHEDULED'::text` }],
    ['expirationTime', { kind: 'time', sql: 't.due_at' }],
    ['priority', { kind: 'number', sql: '0' }],
    ['retries', { kind: 'number', sql: '0' }],
    ['executionCounter', { kind: 'number', sql: '0' }],
    ['scheduledId', { kind: 'text', sql: 'null::text' }],
    ['lastUpdate', { kind: 'time', sql: 'null::timestamptz' }],
    ['exceptionMessage', { kind: 'text', sql: 'null::text' }],
  ]),
};
