import type { NoteRow, TaskRow } from '../data-index.js';
import type { Row } from '../database/database.js';
import {
  jsonText,
  numberColumn,
  optionalNumber,
  optionalText,
  textColumn,
  texts,
} from '../rows/read-rows.js';

/** A row of `selectTasks`. */
export function taskRow(row: Row): TaskRow {
  return {
    id: textColumn(row, 'id'),
    userTaskId: optionalText(row, 'definition_id'),
    description: optionalText(row, 'description'),
    name: optionalText(row, 'name'),
    priority: optionalText(row, 'priority'),
    processInstanceId: optionalText(row, 'instance_id'),
    processId: optionalText(row, 'workflow_id'),
    rootProcessInstanceId: optionalText(row, 'root_instance_id'),
    rootProcessId: optionalText(row, 'root_workflow_id'),
    state: optionalText(row, 'state'),
    actualOwner: optionalText(row, 'actual_owner'),
    adminGroups: texts(row, 'admin_groups'),
    adminUsers: texts(row, 'admin_users'),
    excludedUsers: texts(row, 'excluded_users'),
    potentialGroups: texts(row, 'potential_groups'),
    potentialUsers: texts(row, 'potential_users'),
    started: optionalNumber(row, 'started'),
    completed: optionalNumber(row, 'completed'),
    lastUpdate: numberColumn(row, 'updated'),
    slaDueDate: optionalNumber(row, 'sla_due'),
    inputs: jsonText(row, 'inputs'),
    outputs: jsonText(row, 'outputs'),
    referenceName: optionalText(row, 'reference_name'),
    externalReferenceId: optionalText(row, 'external_reference_id'),
    endpoint: optionalText(row, 'endpoint'),
    comments: notes(row, 'comments'),
    attachments: notes(row, 'attachments'),
  };
}

function notes(row: Row, column: string): readonly NoteRow[] {
  return jsonText(row, column) as unknown as readonly NoteRow[];
}
