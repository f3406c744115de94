import { wholeSnapshot } from '../sql/instance-columns.js';
import { UnknownFieldError } from '../errors.js';

/** What a field of the data index is in SQL. `sql` never holds anything that a query brought along. */
export type Field = { readonly kind: 'text' | 'state' | 'time' | 'texts'; readonly sql: string } | JsonField;

/** A field whose inside can be filtered. */
export interface JsonField {
  readonly kind: 'json';
  /** The whole value as jsonb. */
  readonly sql: string;
  /** The value at a path as jsonb, SQL null when there is none; `parameter` yields the placeholder of a text array. */
  at(path: readonly string[], parameter: (path: readonly string[]) => string): string;
  /** Columns that hold the texts of some paths of one key, and that have an index. */
  readonly columns: ReadonlyMap<string, string>;
}

/** The fields of one kind of thing, with the key that makes an order complete. */
export interface Fields {
  readonly byName: ReadonlyMap<string, Field>;
  readonly key: string;
}

const data = `(${wholeSnapshot} #> '{root,data}')::jsonb`;

/** `{workflowdata, …process variables}`, put together from the two places of the snapshot. */
const variables: JsonField = {
  kind: 'json',
  sql: `((${wholeSnapshot} -> 'variables')::jsonb || jsonb_build_object('workflowdata', ${data}))`,
  at: ([first = '', ...rest], parameter) => {
    const path = first === 'workflowdata' ? ['root', 'data', ...rest] : ['variables', first, ...rest];
    return `(${wholeSnapshot} #> ${parameter(path)})::jsonb`;
  },
  columns: new Map([
    ['initiatorEntity', 'i.initiator_entity'],
    ['targetEntity', 'i.target_entity'],
  ]),
};

const metadata: JsonField = {
  kind: 'json',
  sql: 'd.metadata',
  at: (path, parameter) => `(d.metadata #> ${parameter(path)})`,
  columns: new Map(),
};

/** Fields of instances; `i` is the instance. */
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
    ['error.message', { kind: 'text', sql: `(${wholeSnapshot} #>> '{error,message}')` }],
    ['error.nodeDefinitionId', { kind: 'text', sql: `(${wholeSnapshot} #>> '{error,task}')` }],
    ['variables', variables],
  ]),
};

/** Fields of definitions; `d` is the definition. */
export const definitionFields: Fields = {
  key: 'd.workflow_id',
  byName: new Map<string, Field>([
    ['id', { kind: 'text', sql: 'd.workflow_id' }],
    ['name', { kind: 'text', sql: 'd.name' }],
    ['version', { kind: 'text', sql: 'd.version' }],
    ['description', { kind: 'text', sql: 'd.description' }],
    ['annotations', { kind: 'texts', sql: 'd.annotations' }],
    ['metadata', metadata],
  ]),
};

/** @throws UnknownFieldError */
export function fieldOf(fields: Fields, name: string): Field {
  const field = fields.byName.get(name);
  if (field === undefined) throw new UnknownFieldError(name, [...fields.byName.keys()]);
  return field;
}
