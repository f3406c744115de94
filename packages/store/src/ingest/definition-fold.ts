import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import { isLatest } from './instance-fold.js';
import type { DefinitionReport, EventHead } from './lifecycle-event.js';
import { nothingWritten, writeTimed } from './timed-json.js';
import type { Times } from './timed-json.js';

/** A definition of another runtime as it is stored. Times are milliseconds since 1970. */
export interface DefinitionRecord {
  readonly workflowId: string;
  readonly version: string;
  readonly name: string | null;
  readonly type: string | null;
  readonly description: string | null;
  readonly endpoint: string | null;
  readonly source: string | null;
  readonly addons: readonly string[];
  readonly roles: readonly string[];
  readonly annotations: readonly string[];
  readonly metadata: JsonObject;
  readonly nodes: readonly JsonObject[];
  readonly changedAt: number;
  readonly marks: { readonly [field in Given]?: number } & { readonly metadata: Times };
  readonly revision: number;
}

type Given =
  'name' | 'type' | 'description' | 'endpoint' | 'source' | 'addons' | 'roles' | 'annotations' | 'nodes';

/** The definition that an event tells of first. */
export function newDefinition({ workflowId, version, time }: EventHead & DefinitionReport): DefinitionRecord {
  return {
    ...{ workflowId, version, name: null, type: null, description: null, endpoint: null, source: null },
    ...{ addons: [], roles: [], annotations: [], metadata: {}, nodes: [] },
    changedAt: time,
    marks: { metadata: nothingWritten.times },
    revision: 0,
  };
}

/**
 * The definition after one more event about it (contract data-index-and-jobs 2.3): the newest value that is there, the newest
 * list that is not empty, and metadata merged.
 */
export function foldDefinition(
  record: DefinitionRecord,
  event: EventHead & DefinitionReport,
): DefinitionRecord {
  const { marks } = record;
  const { time, name, type, description, endpoint, addons, roles, annotations, nodes } = event;
  const given = { name, type, description, endpoint, source: event.text, addons, roles, annotations, nodes };
  const newer = Object.entries(given).filter(
    ([field, value]) =>
      value !== null &&
      (typeof value === 'string' || value.length > 0) &&
      isLatest(time, marks[field as Given]),
  );
  const before = { value: record.metadata, times: marks.metadata };
  const metadata = writeTimed(before, [], withoutNulls(event.metadata), time);
  return {
    ...record,
    ...Object.fromEntries(newer),
    metadata: metadata.value,
    changedAt: Math.max(record.changedAt, time),
    marks: {
      ...marks,
      ...Object.fromEntries(newer.map(([field]) => [field, time])),
      metadata: metadata.times,
    },
  };
}

function withoutNulls(object: JsonObject): JsonObject {
  const present = Object.entries(object).filter(([, value]) => value !== null);
  return Object.fromEntries(
    present.map(([key, value]): [string, Json] => [key, isJsonObject(value) ? withoutNulls(value) : value]),
  );
}
