import type { NodeRow } from '../data-index.js';
import type { Row } from '../database/database.js';
import { nodeInstanceId } from '../rows/node-number.js';
import { jsonText, optionalNumber, optionalText, textColumn } from '../rows/read-rows.js';

/** A row of `selectNodes`. */
export function nodeRow(row: Row): NodeRow {
  const instanceId = textColumn(row, 'instance_id');
  const parent = optionalNumber(row, 'parent');
  return {
    id: textColumn(row, 'id'),
    instanceId,
    parent: parent === null ? null : nodeInstanceId(instanceId, parent),
    name: textColumn(row, 'name'),
    type: textColumn(row, 'type'),
    definitionId: textColumn(row, 'task'),
    enter: optionalNumber(row, 'entered'),
    exit: optionalNumber(row, 'exited'),
    errorMessage: optionalText(row, 'error_message'),
    cancelType: cancelType(optionalText(row, 'cancel_type')),
    retrigger: row['retrigger'] === null ? null : row['retrigger'] === true,
    retries: optionalNumber(row, 'retries'),
    retryMessage: optionalText(row, 'retry_message'),
    slaDueDate: optionalNumber(row, 'sla_due'),
    inputArgs: jsonText(row, 'input'),
    outputArgs: jsonText(row, 'output'),
  };
}

function cancelType(text: string | null): NodeRow['cancelType'] {
  return text === 'ABORTED' || text === 'SKIPPED' || text === 'OBSOLETE' || text === 'ERROR' ? text : null;
}
