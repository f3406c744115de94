import { childRows } from './fields.js';
import type { Field, Fields } from './fields.js';

const text = (sql: string): Field => ({ kind: 'text', sql });
const time = (sql: string): Field => ({ kind: 'time', sql });
const texts = (sql: string): Field => ({ kind: 'texts', sql });

const rows = (list: string): string =>
  `jsonb_to_recordset(${list}) as c(id text, name text, content text, "updatedBy" text, "updatedAt" float8) where true`;

const commentFields: Fields = {
  key: 'c.id',
  byName: new Map([
    ['id', text('c.id')],
    // Comments have no name; stream 10.2 filters by it all the same.
    ['name', text('c.name')],
    ['content', text('c.content')],
    ['updatedBy', text('c."updatedBy"')],
    ['updatedAt', time('to_timestamp(c."updatedAt" / 1000)')],
  ]),
};

const attachmentFields: Fields = {
  key: 'c.id',
  byName: new Map([
    ['id', text('c.id')],
    ['name', text('c.name')],
  ]),
};

/** Fields of user tasks, which only other runtimes have; `t` is the task. */
export const taskFields: Fields = {
  key: 't.id',
  byName: new Map<string, Field>([
    ['id', text('t.id')],
    ['state', text('t.state')],
    ['description', text('t.description')],
    ['name', text('t.name')],
    ['priority', text('t.priority')],
    ['processId', text('t.workflow_id')],
    ['processInstanceId', text('t.instance_id')],
    ['rootProcessInstanceId', text('t.root_instance_id')],
    ['rootProcessId', text('t.root_workflow_id')],
    ['actualOwner', text('t.actual_owner')],
    ['potentialUsers', texts('t.potential_users')],
    ['potentialGroups', texts('t.potential_groups')],
    ['excludedUsers', texts('t.excluded_users')],
    ['adminGroups', texts('t.admin_groups')],
    ['adminUsers', texts('t.admin_users')],
    ['completed', time('t.completed_at')],
    ['started', time('t.started_at')],
    ['referenceName', text('t.reference_name')],
    ['lastUpdate', time('t.updated_at')],
    ['slaDueDate', time('t.sla_due_at')],
    ['externalReferenceId', text('t.external_reference_id')],
    ['endpoint', text('t.endpoint')],
    ['comments', childRows(rows('t.comments'), commentFields)],
    ['attachments', childRows(rows('t.attachments'), attachmentFields)],
  ]),
};
