import { jsonColumn } from './fields.js';
import type { ColumnField, Field, Fields } from './fields.js';

/** The id of an own node begins with the id of its instance. */
const nodesOf: ColumnField['implied'] = (ids, parameters) => {
  const instances = ids.map((id) => /^(.*):\d+$/s.exec(id)?.[1] ?? '');
  return `(n.ingested or n.instance_id = any(${parameters.add(instances, 'text[]')}))`;
};

/** Fields of node instances; `n` is the node instance. */
export const nodeFields: Fields = {
  key: 'n.id',
  byName: new Map<string, Field>([
    ['id', { kind: 'text', sql: 'n.id', implied: nodesOf }],
    ['name', { kind: 'text', sql: 'n.name' }],
    ['definitionId', { kind: 'text', sql: 'n.task' }],
    ['nodeId', { kind: 'text', sql: 'n.task' }],
    ['type', { kind: 'text', sql: 'n.type' }],
    ['enter', { kind: 'time', sql: 'n.entered_at' }],
    ['exit', { kind: 'time', sql: 'n.exited_at' }],
    ['errorMessage', { kind: 'text', sql: 'n.error_message' }],
    ['retrigger', { kind: 'boolean', sql: 'n.retrigger' }],
    ['slaDueDate', { kind: 'time', sql: 'n.sla_due_at' }],
    ['inputArgs', jsonColumn('n.input')],
    ['outputArgs', jsonColumn('n.output')],
  ]),
};
