import type { Json } from '@orchestrator/definition';
import type { DefinitionRow, ErrorRow, InstanceRow, NodeRow, RunStatistics } from '../data-index.js';
import type { Row } from '../database/database.js';
import { nodeInstanceId } from '../rows/node-number.js';
import { numberColumn, optionalNumber, optionalText, readDefinition, textColumn } from '../rows/read-rows.js';
import { readInstance } from '../rows/read-instance.js';
import { stateOf } from '../rows/state-number.js';

/** A row of `selectInstances`. */
export function instanceRow(row: Row): InstanceRow {
  const instance = readInstance(row);
  return {
    id: textColumn(row, 'id'),
    processId: textColumn(row, 'workflow_id'),
    version: textColumn(row, 'version'),
    processName: textColumn(row, 'process_name'),
    state: stateOf(numberColumn(row, 'state')),
    businessKey: optionalText(row, 'business_key'),
    parentProcessInstanceId: optionalText(row, 'parent_instance_id'),
    rootProcessInstanceId: optionalText(row, 'root_instance_id'),
    rootProcessId: optionalText(row, 'root_workflow_id'),
    start: numberColumn(row, 'started'),
    end: optionalNumber(row, 'ended'),
    lastUpdate: numberColumn(row, 'updated'),
    variables: { ...instance.variables, workflowdata: instance.root.data },
    error: errorRow(instance.error),
    definition: textColumn(row, 'definition'),
    commit: numberColumn(row, 'commit'),
  };
}

function errorRow(error: ReturnType<typeof readInstance>['error']): ErrorRow | null {
  if (error === undefined) return null;
  return {
    nodeDefinitionId: error.task,
    nodeInstanceId: error.node,
    message: error.message,
    code: error.code,
    cause: error.cause ?? null,
  };
}

/** A row of `selectNodes`. */
export function nodeRow(row: Row): NodeRow {
  const instanceId = textColumn(row, 'instance_id');
  const parent = optionalNumber(row, 'parent');
  return {
    id: nodeInstanceId(instanceId, numberColumn(row, 'node')),
    instanceId,
    parent: parent === null ? null : nodeInstanceId(instanceId, parent),
    name: textColumn(row, 'name'),
    type: textColumn(row, 'type'),
    definitionId: textColumn(row, 'task'),
    enter: numberColumn(row, 'entered'),
    exit: optionalNumber(row, 'exited'),
    errorMessage: optionalText(row, 'error_message'),
    cancelType: cancelType(optionalText(row, 'cancel_type')),
    retrigger: row['retrigger'] === null ? null : row['retrigger'] === true,
    retries: optionalNumber(row, 'retries'),
    retryMessage: optionalText(row, 'retry_message'),
    inputArgs: json(optionalText(row, 'input')),
    outputArgs: json(optionalText(row, 'output')),
  };
}

function cancelType(text: string | null): NodeRow['cancelType'] {
  return text === 'ABORTED' || text === 'SKIPPED' || text === 'ERROR' ? text : null;
}

function json(text: string | null): Json {
  return text === null ? null : (JSON.parse(text) as Json);
}

/** A row of `selectDefinitions`. */
export function definitionRow(row: Row): DefinitionRow {
  const definition = readDefinition(textColumn(row, 'document'));
  return {
    id: definition.workflowId,
    version: definition.version,
    name: definition.name,
    description: definition.description ?? null,
    annotations: definition.annotations,
    metadata: definition.metadata,
    path: definition.path,
    source: definition.source,
    hash: definition.hash,
    available: row['available'] === true,
    publishedAt: numberColumn(row, 'published'),
    nodes: definition.nodes,
  };
}

/** A row of `runStatistics`. */
export function statisticsRow(row: Row): RunStatistics {
  return {
    processId: textColumn(row, 'workflow_id'),
    completed: numberColumn(row, 'completed'),
    error: numberColumn(row, 'failed'),
    startedLastMonth: numberColumn(row, 'started_last_month'),
    lastRunId: textColumn(row, 'last_id'),
    lastRunState: stateOf(numberColumn(row, 'last_state')),
    lastRunStart: numberColumn(row, 'last_start'),
    averageMs: optionalNumber(row, 'average'),
  };
}
