import type { JsonObject, JsonValue } from '@backstage/types';
import {
  WORKFLOW_RUN_STATUSES,
  type NodeInstanceDTO,
  type ProcessInstanceErrorDTO,
  type ProcessInstanceStatusDTO,
} from '@orchestrator/plugin-orchestrator-common';
import { asArray, asJsonObject, field, number, parseJson, text, texts } from './fields';
import type { IndexSchema } from './index-schema';
import { present } from './present';

/** A run as the data index shows it. */
export interface Instance {
  readonly id: string;
  readonly processId: string;
  readonly processName?: string;
  readonly version?: string;
  readonly state?: ProcessInstanceStatusDTO;
  readonly start?: string;
  readonly end?: string;
  readonly lastUpdate?: string;
  readonly serviceUrl?: string;
  /** `workflowdata` and the process variables beside it. */
  readonly variables: JsonObject;
  readonly nodes: readonly NodeInstanceDTO[];
  readonly executionSummary?: readonly string[];
  readonly error?: ProcessInstanceErrorDTO;
  /** Description of the workflow; only of a run that was asked for with everything. */
  readonly description?: string;
  /** Counts commits; absent when the index does not tell. */
  readonly commit?: number;
}

const SUMMARY = [
  'id',
  'processId',
  'processName',
  'version',
  'state',
  'start',
  'end',
  'lastUpdate',
  'variables',
  'commit',
];
const DETAIL = [...SUMMARY, 'serviceUrl', 'executionSummary'];
const NODE = [
  'id',
  'nodeId',
  'definitionId',
  'type',
  'name',
  'enter',
  'exit',
  'errorMessage',
  'parent',
  'inputArgs',
  'outputArgs',
];
const ERROR = ['nodeDefinitionId', 'nodeInstanceId', 'message', 'code', 'cause'];

/** Selection of a row of a list. */
export function summarySelection(schema: IndexSchema): string {
  return `${schema.select('ProcessInstance', [...SUMMARY, 'executionSummary'])} nodes { id }`;
}

/** Selection of one run with everything. */
export function detailSelection(schema: IndexSchema): string {
  const nodes = `nodes { ${schema.select('NodeInstance', NODE)} }`;
  const error = `error { ${schema.select('ProcessInstanceError', ERROR)} }`;
  const definition = schema.has('ProcessInstance', 'definition') ? 'definition { description }' : '';
  return `${schema.select('ProcessInstance', DETAIL)} ${nodes} ${error} ${definition}`;
}

/** A row of the answer; undefined when it lacks its ids. */
export function readInstance(row: unknown): Instance | undefined {
  const id = text(row, 'id');
  const processId = text(row, 'processId');
  if (id === undefined || processId === undefined) {
    return undefined;
  }
  const summary = field(row, 'executionSummary');
  return present({
    id,
    processId,
    processName: text(row, 'processName'),
    version: text(row, 'version'),
    state: readState(text(row, 'state')),
    start: text(row, 'start'),
    end: text(row, 'end'),
    lastUpdate: text(row, 'lastUpdate'),
    serviceUrl: text(row, 'serviceUrl'),
    variables: readVariables(field(row, 'variables')),
    nodes: asArray(field(row, 'nodes')).flatMap(readNode),
    executionSummary: Array.isArray(summary) ? texts(row, 'executionSummary') : undefined,
    error: readError(field(row, 'error')),
    description: text(field(row, 'definition'), 'description'),
    commit: number(row, 'commit'),
  });
}

/** Entity ref of whoever started the run. */
export function initiatorOf(instance: Instance): string | undefined {
  return text(instance.variables, 'initiatorEntity');
}

/** The data of the run. */
export function workflowDataOf(instance: Instance): JsonObject | undefined {
  return asJsonObject(field(instance.variables, 'workflowdata'));
}

function readState(state: string | undefined): ProcessInstanceStatusDTO | undefined {
  return WORKFLOW_RUN_STATUSES.find(({ value }) => value === state)?.value;
}

/** Some indexes give the variables as JSON text (contract 1.9). */
function readVariables(variables: unknown): JsonObject {
  const value = typeof variables === 'string' ? parseJson(variables) : variables;
  return asJsonObject(value) ?? {};
}

function readNode(row: unknown): NodeInstanceDTO[] {
  const id = text(row, 'id');
  if (id === undefined) {
    return [];
  }
  const node = {
    id,
    name: text(row, 'name'),
    type: text(row, 'type'),
    enter: text(row, 'enter'),
    exit: nullable(row, 'exit'),
    definitionId: text(row, 'definitionId'),
    nodeId: text(row, 'nodeId'),
    errorMessage: nullable(row, 'errorMessage'),
    parent: text(row, 'parent'),
    inputArgs: json(row, 'inputArgs'),
    outputArgs: json(row, 'outputArgs'),
  };
  return [present(node)];
}

function nullable(row: unknown, name: string): string | null | undefined {
  return field(row, name) === null ? null : text(row, name);
}

function json(row: unknown, name: string): JsonValue | undefined {
  const value = field(row, name);
  return value === null ? undefined : isJson(value) ? value : undefined;
}

/** What `JSON.parse` gave is JSON; only a missing field is not. */
function isJson(value: unknown): value is JsonValue {
  return value !== undefined;
}

function readError(row: unknown): ProcessInstanceErrorDTO | undefined {
  const nodeDefinitionId = text(row, 'nodeDefinitionId');
  if (nodeDefinitionId === undefined) {
    return undefined;
  }
  return present({
    nodeDefinitionId,
    nodeInstanceId: text(row, 'nodeInstanceId'),
    message: text(row, 'message'),
    code: text(row, 'code'),
    cause: text(row, 'cause'),
  });
}
