import { wholeSnapshot } from '../sql/instance-columns.js';
import { definitionFields } from './definition-fields.js';
import { childRows } from './fields.js';
import type { ColumnField, Field, Fields, JsonField } from './fields.js';
import { nodeFields, runsOfNodes } from './node-fields.js';

const data = `(${wholeSnapshot} #> '{root,data}')::jsonb`;

/** `{workflowdata, …process variables}`: of own instances put together from the two places of the snapshot. */
const variables: JsonField = {
  kind: 'json',
  sql: `(case when i.ingested then i.variables
    else (${wholeSnapshot} -> 'variables')::jsonb || jsonb_build_object('workflowdata', ${data}) end)`,
  at: (path, parameter) => {
    const [first, ...rest] = path;
    const own = first === 'workflowdata' ? ['root', 'data', ...rest] : ['variables', ...path];
    return `(case when i.ingested then i.variables #> ${parameter(path)}
      else (${wholeSnapshot} #> ${parameter(own)})::jsonb end)`;
  },
  columns: new Map([
    ['initiatorEntity', 'i.initiator_entity'],
    ['targetEntity', 'i.target_entity'],
  ]),
};

/** What an event says of itself is among the headers of the own run that it starts. */
const eventHeader = (name: string, column: string): string =>
  `(case when i.ingested then ${column}
    when i.snapshot ->> 'byEvent' = 'true' then i.snapshot #>> '{headers,${name}}' end)`;

const endpoint: ColumnField = {
  kind: 'text',
  sql: (parameters) =>
    `(case when i.ingested then i.endpoint else ${parameters.add(parameters.serviceUrl, 'text')} || '/' || i.workflow_id end)`,
};

/** An own instance follows a definition by hash, one of another runtime by id and version. */
const definitions = `(
  select d.workflow_id, d.version, false as ingested, d.name, d.description, d.annotations, 'SW' as type, null::text as endpoint,
    '[]'::jsonb as roles, d.metadata || jsonb_build_object('status',
      case when w.available then 'available' else 'unavailable' end) as metadata
  from orchestrator.definition d left join orchestrator.workflow w on w.definition = d.hash
  where d.hash = i.definition
  union all
  select d.workflow_id, d.version, true, d.name, d.description, d.annotations, d.type, d.endpoint, d.roles, d.metadata
  from orchestrator.ingested_definition d
  where i.ingested and d.workflow_id = i.workflow_id and d.version = i.version
) d where true`;

/**
 * Nodes are looked up run by run, for nodes of own runs are put together when they are read: naming the run inside keeps
 * PostgreSQL from putting all of them together for a join.
 */
const nodes = '(select * from orchestrator.any_node_instance n where n.instance_id = i.id) n where true';

/** No runtime of serverless workflows has milestones. */
const milestones =
  '(select null::text as id, null::text as name, null::text as status where false) m where true';

const milestoneFields: Fields = {
  key: 'm.id',
  byName: new Map<string, Field>(
    ['id', 'name', 'status'].map((name) => [name, { kind: 'text', sql: `m.${name}` }]),
  ),
};

/**
 * Fields of instances; `i` is the instance, own or of another runtime.
 *
 * By index go the id, the parent, workflow, initiator, target and state (with the start), the business key, and the start.
 * What changes with each step (last update) and what comes late (end) has no index, so that steps need not write one: a page
 * in order of the start passes by the rows that do not fit.
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
    ['error.message', { kind: 'text', sql: 'i.error_message' }],
    ['error.nodeDefinitionId', { kind: 'text', sql: 'i.error_task' }],
    ['endpoint', endpoint],
    ['roles', { kind: 'texts', sql: 'i.roles' }],
    ['addons', { kind: 'texts', sql: 'i.addons' }],
    ['createdBy', { kind: 'text', sql: 'i.created_by' }],
    // Nobody but the one who started an own run is known to have changed it.
    ['updatedBy', { kind: 'text', sql: '(case when i.ingested then i.updated_by else i.created_by end)' }],
    ['slaDueDate', { kind: 'time', sql: 'i.sla_due_at' }],
    ['cloudEventId', { kind: 'text', sql: eventHeader('id', 'i.cloud_event_id') }],
    ['cloudEventSource', { kind: 'text', sql: eventHeader('source', 'i.cloud_event_source') }],
    ['variables', variables],
    ['nodes', childRows(nodes, nodeFields, runsOfNodes)],
    ['milestones', childRows(milestones, milestoneFields)],
    ['definition', childRows(definitions, definitionFields)],
  ]),
};
