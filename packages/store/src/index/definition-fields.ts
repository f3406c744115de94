import { jsonColumn } from './fields.js';
import type { ColumnField, Field, Fields } from './fields.js';

/** `/` and the part of the id after its last dot. */
const lastPart = `('/' || substring(d.workflow_id from '[^.]*$'))`;
const distance = `strpos(reverse(d.endpoint), reverse(${lastPart}))`;

/** The endpoint up to where its last part stands last; null when nothing is before it (data-index-and-jobs.md 2.2). */
const serviceUrl: ColumnField = {
  kind: 'text',
  sql: (parameters) => `(case when not d.ingested then ${parameters.add(parameters.serviceUrl, 'text')}
    when ${distance} > 0 then nullif(left(d.endpoint, length(d.endpoint) - ${distance} + 1 - length(${lastPart})), '') end)`,
};

/** Fields of definitions; `d` is the definition, own or of another runtime. */
export const definitionFields: Fields = {
  key: 'd.workflow_id, d.version',
  byName: new Map<string, Field>([
    ['id', { kind: 'text', sql: 'd.workflow_id' }],
    ['name', { kind: 'text', sql: 'd.name' }],
    ['version', { kind: 'text', sql: 'd.version' }],
    ['description', { kind: 'text', sql: 'd.description' }],
    ['annotations', { kind: 'texts', sql: 'd.annotations' }],
    ['roles', { kind: 'texts', sql: 'd.roles' }],
    ['type', { kind: 'text', sql: 'd.type' }],
    ['serviceUrl', serviceUrl],
    ['metadata', jsonColumn('d.metadata')],
  ]),
};
