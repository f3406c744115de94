import type { DefinitionRecord } from './definition-fold.js';
import type { InstanceRecord } from './instance-fold.js';
import type { JobRecord } from './job-fold.js';
import type { NodeRecord } from './node-fold.js';
import type { ColumnType, RecordTable } from './record-table.js';
import type { TaskRecord } from './task-fold.js';

type ColumnsOf<R> = { readonly [field in keyof R]-?: readonly [column: string, type: ColumnType] };

/** A table of which nothing is forgotten: each field of the record has a column. */
function tableOf<R>(
  table: string,
  key: readonly (keyof R & string)[],
  columns: ColumnsOf<R>,
  large?: keyof R & string,
): RecordTable {
  return { table, key, columns, ...(large !== undefined && { large }) };
}

export const definitionTable = tableOf<DefinitionRecord>('ingested_definition', ['workflowId', 'version'], {
  workflowId: ['workflow_id', 'text'],
  version: ['version', 'text'],
  name: ['name', 'text'],
  type: ['type', 'text'],
  description: ['description', 'text'],
  endpoint: ['endpoint', 'text'],
  source: ['source', 'text'],
  addons: ['addons', 'jsonb'],
  roles: ['roles', 'jsonb'],
  annotations: ['annotations', 'jsonb'],
  metadata: ['metadata', 'jsonb'],
  nodes: ['nodes', 'json'],
  changedAt: ['changed_at', 'time'],
  marks: ['marks', 'json'],
  revision: ['revision', 'bigint'],
});

export const instanceTable = tableOf<InstanceRecord>(
  'ingested_instance',
  ['id'],
  {
    id: ['id', 'text'],
    workflowId: ['workflow_id', 'text'],
    version: ['version', 'text'],
    processName: ['process_name', 'text'],
    businessKey: ['business_key', 'text'],
    initiatorEntity: ['initiator_entity', 'text'],
    targetEntity: ['target_entity', 'text'],
    parentInstanceId: ['parent_instance_id', 'text'],
    rootInstanceId: ['root_instance_id', 'text'],
    rootWorkflowId: ['root_workflow_id', 'text'],
    startedAt: ['started_at', 'time'],
    endedAt: ['ended_at', 'time'],
    updatedAt: ['updated_at', 'time'],
    state: ['state', 'smallint'],
    roles: ['roles', 'jsonb'],
    addons: ['addons', 'jsonb'],
    endpoint: ['endpoint', 'text'],
    createdBy: ['created_by', 'text'],
    updatedBy: ['updated_by', 'text'],
    slaDueAt: ['sla_due_at', 'time'],
    cloudEventId: ['cloud_event_id', 'text'],
    cloudEventSource: ['cloud_event_source', 'text'],
    errorTask: ['error_task', 'text'],
    errorNode: ['error_node', 'text'],
    errorMessage: ['error_message', 'text'],
    variables: ['variables', 'jsonb'],
    marks: ['marks', 'json'],
    revision: ['revision', 'bigint'],
  },
  'variables',
);

/** Nodes are written only together with their run, whose revision fences them too. */
export const nodeTable = tableOf<NodeRecord>('ingested_node', ['instanceId', 'id'], {
  instanceId: ['instance_id', 'text'],
  id: ['id', 'text'],
  position: ['position', 'integer'],
  task: ['task', 'text'],
  name: ['name', 'text'],
  type: ['type', 'text'],
  enteredAt: ['entered_at', 'time'],
  exitedAt: ['exited_at', 'time'],
  errorMessage: ['error_message', 'text'],
  cancelType: ['cancel_type', 'text'],
  retrigger: ['retrigger', 'boolean'],
  slaDueAt: ['sla_due_at', 'time'],
  input: ['input', 'json'],
  output: ['output', 'json'],
  marks: ['marks', 'json'],
});

export const jobTable = tableOf<JobRecord>('ingested_job', ['id'], {
  id: ['id', 'text'],
  workflowId: ['workflow_id', 'text'],
  instanceId: ['instance_id', 'text'],
  nodeInstanceId: ['node_instance_id', 'text'],
  rootInstanceId: ['root_instance_id', 'text'],
  rootWorkflowId: ['root_workflow_id', 'text'],
  status: ['status', 'text'],
  expiresAt: ['expires_at', 'time'],
  priority: ['priority', 'integer'],
  callbackEndpoint: ['callback_endpoint', 'text'],
  repeatInterval: ['repeat_interval', 'bigint'],
  repeatLimit: ['repeat_limit', 'integer'],
  scheduledId: ['scheduled_id', 'text'],
  retries: ['retries', 'integer'],
  updatedAt: ['updated_at', 'time'],
  executionCounter: ['execution_counter', 'integer'],
  endpoint: ['endpoint', 'text'],
  exceptionMessage: ['exception_message', 'text'],
  exceptionDetails: ['exception_details', 'text'],
  marks: ['marks', 'json'],
  revision: ['revision', 'bigint'],
});

export const taskTable = tableOf<TaskRecord>('ingested_task', ['id'], {
  id: ['id', 'text'],
  definitionId: ['definition_id', 'text'],
  description: ['description', 'text'],
  name: ['name', 'text'],
  priority: ['priority', 'text'],
  instanceId: ['instance_id', 'text'],
  workflowId: ['workflow_id', 'text'],
  rootInstanceId: ['root_instance_id', 'text'],
  rootWorkflowId: ['root_workflow_id', 'text'],
  state: ['state', 'text'],
  actualOwner: ['actual_owner', 'text'],
  adminGroups: ['admin_groups', 'jsonb'],
  adminUsers: ['admin_users', 'jsonb'],
  excludedUsers: ['excluded_users', 'jsonb'],
  potentialGroups: ['potential_groups', 'jsonb'],
  potentialUsers: ['potential_users', 'jsonb'],
  startedAt: ['started_at', 'time'],
  completedAt: ['completed_at', 'time'],
  updatedAt: ['updated_at', 'time'],
  slaDueAt: ['sla_due_at', 'time'],
  inputs: ['inputs', 'jsonb'],
  outputs: ['outputs', 'jsonb'],
  referenceName: ['reference_name', 'text'],
  externalReferenceId: ['external_reference_id', 'text'],
  endpoint: ['endpoint', 'text'],
  comments: ['comments', 'jsonb'],
  attachments: ['attachments', 'jsonb'],
  marks: ['marks', 'json'],
  revision: ['revision', 'bigint'],
});
