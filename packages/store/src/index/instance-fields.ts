import { wholeSnapshot } from '../sql/instance-columns.js';
import { definitionFields } from './definition-fields.js';
import type { Field, Fields, JsonField } from './fields.js';
import { nodeFields } from './node-fields.js';

const data = `(${wholeSnapshot} #> '{root,data}')::jsonb`;

/** `{workflowdata, …process variables}`, put together from the two places of the snapshot. */
const variables: JsonField = {
  kind: 'json',
  sql: `((${wholeSnapshot} -> 'variables')::jsonb || jsonb_build_object('workflowdata', ${data}))`,
  at: ([first = '', ...rest], parameter) => {
    const path = first === 'workflowdata' ? ['root', 'data', ...rest] : ['variables', first, ...rest];
    return `(${wholeSnapshot} #> ${parameter(path)})::jsonb`;
  },
  columns: new Map([
    ['initiatorEntity', 'i.initiator_entity'],
    ['targetEntity', 'i.target_entity'],
  ]),
};

/** What an event says of itself is among the headers of the run that it starts. */
const eventHeader = (name: string): string =>
  `(case when i.snapshot ->> 'byEvent' = 'true' then i.snapshot #>> '{headers,${name}}' end)`;

const milestoneFields: Fields = {
  key: 'm.id',
  byName: new Map<string, Field>(
    ['id', 'name', 'status'].map((name) => [name, { kind: 'text', sql: `m.${name}` }]),
  ),
};

/**
 * Fields of instances; `i` is the instance.
 *
 * By index go the id, the parent, workflow, initiator and target (with the start), the business key, and the start. What
 * changes with steps (state, last update, end) has no index, so that steps need not write one: a page in order of the
 * start passes by the rows of other states, and counting by state reads the table.
 */
export const instanceFields: Fields = {
  key: 'i.id',
  byName: new Map<string, Field>([
    ['id', { kind: 'text', sql: 'i.id' }],
    ['processId', { kind: 'text', sql: 'i.workflow_id' }],
    ['processName', { kind: 'text', sql: 'i.process_name' }],
    ['version', { kind: 'text', sql: 'i.version' }],
    ['state', { kind: 'state', sql: 'i.state' }],
    ['start', { kind: 'time', sql: 'i.started_at' }],
    ['end', { kind: 'time', sql: 'i.ended_at' }],
    ['lastUpdate', { kind: 'time', sql: 'i.updated_at' }],
    ['businessKey', { kind: 'text', sql: 'i.business_key' }],
    ['parentProcessInstanceId', { kind: 'text', sql: 'i.parent_instance_id' }],
    ['rootProcessInstanceId', { kind: 'text', sql: 'i.root_instance_id' }],
    ['rootProcessId', { kind: 'text', sql: 'i.root_workflow_id' }],
    ['error.message', { kind: 'text', sql: `(${wholeSnapshot} #>> '{error,message}')` }],
    ['error.nodeDefinitionId', { kind: 'text', sql: `(${wholeSnapshot} #>> '{error,task}')` }],
    [
      'endpoint',
      {
        kind: 'text',
        sql: (parameters) => `(${parameters.add(parameters.serviceUrl, 'text')} || '/' || i.workflow_id)`,
      },
    ],
    ['roles', { kind: 'texts', sql: `'[]'::jsonb` }],
    ['addons', { kind: 'texts', sql: `'[]'::jsonb` }],
    ['createdBy', { kind: 'text', sql: `(i.snapshot ->> 'identity')` }],
    ['updatedBy', { kind: 'text', sql: `(i.snapshot ->> 'identity')` }],
    ['slaDueDate', { kind: 'time', sql: 'null::timestamptz' }],
    ['cloudEventId', { kind: 'text', sql: eventHeader('id') }],
    ['cloudEventSource', { kind: 'text', sql: eventHeader('source') }],
    ['variables', variables],
    [
      'nodes',
      {
        kind: 'children',
        from: 'orchestrator.node_instance n where n.instance_id = i.id',
        fields: nodeFields,
      },
    ],
    [
      'milestones',
      {
        kind: 'children',
        from: '(select null::text as id, null::text as name, null::text as status where false) m where true',
        fields: milestoneFields,
      },
    ],
    [
      'definition',
      {
        kind: 'children',
        from: 'orchestrator.definition d where d.hash = i.definition',
        fields: definitionFields,
      },
    ],
  ]),
};
