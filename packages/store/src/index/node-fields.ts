import { jsonColumn } from './fields.js';
import type { ChildrenField, Field, Fields } from './fields.js';
import { conjuncts, namedBy } from './terms.js';

/** The instances `i` that have one of the nodes that are named: the id of an own node begins with that of its instance. */
export const runsOfNodes: ChildrenField['implied'] = (condition, parameters) => {
  const ids = conjuncts(condition)
    .map((term) => namedBy(term, 'id'))
    .find((named) => named !== undefined);
  if (ids === undefined) return undefined;
  const instances = ids.map((id) => /^(.*):\d+$/s.exec(id)?.[1] ?? '');
  return `(i.ingested or i.id = any(${parameters.add(instances, 'text[]')}))`;
};

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
