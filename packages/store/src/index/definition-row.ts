import type { JsonObject } from '@orchestrator/definition';
import type { DefinitionRow } from '../data-index.js';
import type { Row } from '../database/database.js';
import {
  jsonText,
  numberColumn,
  optionalText,
  readDefinition,
  textColumn,
  texts,
} from '../rows/read-rows.js';

/** A row of `selectDefinitions`. */
export function definitionRow(row: Row): DefinitionRow {
  const published = { available: row['available'] === true, publishedAt: numberColumn(row, 'published') };
  return { ...(row['ingested'] === true ? toldDefinition(row) : ownDefinition(row)), ...published };
}

type Defined = Omit<DefinitionRow, 'available' | 'publishedAt'>;

function ownDefinition(row: Row): Defined {
  const definition = readDefinition(textColumn(row, 'document'));
  return {
    id: definition.workflowId,
    version: definition.version,
    ingested: false,
    name: definition.name,
    description: definition.description ?? null,
    annotations: definition.annotations,
    metadata: definition.metadata,
    roles: [],
    addons: [],
    type: 'SW',
    endpoint: null,
    path: definition.path,
    source: definition.source,
    hash: definition.hash,
    nodes: definition.nodes,
  };
}

function toldDefinition(row: Row): Defined {
  return {
    id: textColumn(row, 'workflow_id'),
    version: textColumn(row, 'version'),
    ingested: true,
    name: optionalText(row, 'name'),
    description: optionalText(row, 'description'),
    annotations: texts(row, 'annotations'),
    metadata: jsonText(row, 'metadata') as JsonObject,
    roles: texts(row, 'roles'),
    addons: texts(row, 'addons'),
    type: optionalText(row, 'type'),
    endpoint: optionalText(row, 'endpoint'),
    path: null,
    source: optionalText(row, 'source'),
    hash: null,
    nodes: jsonText(row, 'nodes') as unknown as DefinitionRow['nodes'],
  };
}
