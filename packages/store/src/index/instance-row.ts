import type { JsonObject } from '@orchestrator/definition';
import type { Instance } from '@orchestrator/engine';
import type { ErrorRow, InstanceRow } from '../data-index.js';
import type { Row } from '../database/database.js';
import { readInstance } from '../rows/read-instance.js';
import {
  jsonText,
  numberColumn,
  optionalNumber,
  optionalText,
  textColumn,
  texts,
} from '../rows/read-rows.js';
import { stateOf } from '../rows/state-number.js';

/** A row of `selectInstances`. */
export function instanceRow(row: Row): InstanceRow {
  const state = optionalNumber(row, 'state');
  return {
    id: textColumn(row, 'id'),
    processId: textColumn(row, 'workflow_id'),
    version: optionalText(row, 'version'),
    processName: optionalText(row, 'process_name'),
    state: state === null ? null : stateOf(state),
    businessKey: optionalText(row, 'business_key'),
    parentProcessInstanceId: optionalText(row, 'parent_instance_id'),
    rootProcessInstanceId: optionalText(row, 'root_instance_id'),
    rootProcessId: optionalText(row, 'root_workflow_id'),
    start: optionalNumber(row, 'started'),
    end: optionalNumber(row, 'ended'),
    lastUpdate: numberColumn(row, 'updated'),
    roles: texts(row, 'roles'),
    addons: texts(row, 'addons'),
    endpoint: optionalText(row, 'endpoint'),
    slaDueDate: optionalNumber(row, 'sla_due'),
    definition: optionalText(row, 'definition'),
    commit: numberColumn(row, 'commit'),
    ...(row['ingested'] === true ? toldColumns(row) : snapshotColumns(readInstance(row))),
  };
}

type Told = Pick<
  InstanceRow,
  'ingested' | 'variables' | 'error' | 'createdBy' | 'updatedBy' | 'cloudEventId' | 'cloudEventSource'
>;

function toldColumns(row: Row): Told {
  const nodeDefinitionId = optionalText(row, 'error_task');
  return {
    ingested: true,
    variables: jsonText(row, 'variables') as JsonObject,
    error:
      nodeDefinitionId === null
        ? null
        : {
            nodeDefinitionId,
            nodeInstanceId: optionalText(row, 'error_node'),
            message: optionalText(row, 'error_message'),
            code: null,
            cause: null,
          },
    createdBy: optionalText(row, 'created_by'),
    updatedBy: optionalText(row, 'updated_by'),
    cloudEventId: optionalText(row, 'cloud_event_id'),
    cloudEventSource: optionalText(row, 'cloud_event_source'),
  };
}

function snapshotColumns(instance: Instance): Told {
  const { identity = null, variables, root } = instance;
  return {
    ingested: false,
    variables: { ...variables, workflowdata: root.data },
    error: errorRow(instance.error),
    createdBy: identity,
    updatedBy: identity,
    cloudEventId: eventHeader(instance, 'id'),
    cloudEventSource: eventHeader(instance, 'source'),
  };
}

/** What an event says of itself is among the headers of the run that it starts. */
function eventHeader({ byEvent, headers }: Instance, name: 'id' | 'source'): string | null {
  const value = byEvent && Object.hasOwn(headers, name) ? headers[name] : null;
  return typeof value === 'string' ? value : null;
}

function errorRow(error: Instance['error']): ErrorRow | null {
  if (error === undefined) return null;
  return {
    nodeDefinitionId: error.task,
    nodeInstanceId: error.node,
    message: error.message,
    code: error.code,
    cause: error.cause ?? null,
  };
}
