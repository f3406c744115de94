import type { JobRow } from '../data-index.js';
import type { Row } from '../database/database.js';
import { optionalNumber, optionalText, textColumn } from '../rows/read-rows.js';

/** A row of `selectJobs`. */
export function jobRow(row: Row): JobRow {
  return {
    id: textColumn(row, 'id'),
    origin: originOf(textColumn(row, 'origin')),
    processId: optionalText(row, 'workflow_id'),
    processInstanceId: optionalText(row, 'instance_id'),
    nodeInstanceId: optionalText(row, 'node_instance_id'),
    rootProcessInstanceId: optionalText(row, 'root_instance_id'),
    rootProcessId: optionalText(row, 'root_workflow_id'),
    status: textColumn(row, 'status'),
    expirationTime: optionalNumber(row, 'expires'),
    priority: optionalNumber(row, 'priority'),
    callbackEndpoint: optionalText(row, 'callback_endpoint'),
    repeatInterval: optionalNumber(row, 'repeat_interval'),
    repeatLimit: optionalNumber(row, 'repeat_limit'),
    scheduledId: optionalText(row, 'scheduled_id'),
    retries: optionalNumber(row, 'retries'),
    lastUpdate: optionalNumber(row, 'updated'),
    executionCounter: optionalNumber(row, 'execution_counter'),
    endpoint: optionalText(row, 'endpoint'),
    exceptionMessage: optionalText(row, 'exception_message'),
    exceptionDetails: optionalText(row, 'exception_details'),
  };
}

function originOf(text: string): JobRow['origin'] {
  return text === 'timer' || text === 'job' ? text : 'ingested';
}
