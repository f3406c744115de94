import { jsonColumn } from './fields.js';
import type { Field, Fields } from './fields.js';

/** Fields of definitions; `d` is the definition. Own ones have no roles, and all are serverless workflows. */
export const definitionFields: Fields = {
  key: 'd.workflow_id',
  byName: new Map<string, Field>([
    ['id', { kind: 'text', sql: 'd.workflow_id' }],
    ['name', { kind: 'text', sql: 'd.name' }],
    ['version', { kind: 'text', sql: 'd.version' }],
    ['description', { kind: 'text', sql: 'd.description' }],
    ['annotations', { kind: 'texts', sql: 'd.annotations' }],
    ['roles', { kind: 'texts', sql: `'[]'::jsonb` }],
    ['type', { kind: 'text', sql: `'SW'::text` }],
    ['serviceUrl', { kind: 'text', sql: (parameters) => parameters.add(parameters.serviceUrl, 'text') }],
    ['metadata', jsonColumn('d.metadata')],
  ]),
};
