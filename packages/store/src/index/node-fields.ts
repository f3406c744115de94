import { jsonColumn } from './fields.js';
import type { Field, Fields } from './fields.js';

/** Fields of node instances; `n` is the node instance. */
export const nodeFields: Fields = {
  key: 'n.id',
  byName: new Map<string, Field>([
    ['id', { kind: 'text', sql: 'n.id' }],
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
