import type { JsonObject } from '@backstage/types';
import type { WorkflowProblemDTO } from '@orchestrator/plugin-orchestrator-common';
import {
  definitionSelection,
  newestDefinition,
  PROBLEM_SELECTION,
  readDefinition,
  readProblem,
  type Definition,
} from './definition';
import { asArray, field, number, text } from './fields';
import type { GraphqlClient } from './graphql';
import { IndexSchema } from './index-schema';
import { detailSelection, readInstance, summarySelection, type Instance } from './instance';
import { readStatistics, STATISTICS_SELECTION, statisticsByQueries, type Statistics } from './statistics';

/** A filter of the data index: `ProcessInstanceArgument` or `ProcessDefinitionArgument`. */
export type Where = JsonObject;

/** Which rows, in which order. */
export interface IndexQuery {
  readonly where?: Where | undefined;
  /** Field to direction; applied in this order. */
  readonly orderBy?: { readonly [field: string]: 'ASC' | 'DESC' } | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

const DEFINITION_ARGS =
  '$where: ProcessDefinitionArgument, $orderBy: ProcessDefinitionOrderBy, $pagination: Pagination';
const INSTANCE_ARGS =
  '$where: ProcessInstanceArgument, $orderBy: ProcessInstanceOrderBy, $pagination: Pagination';
const ARGS = 'where: $where, orderBy: $orderBy, pagination: $pagination';

/** Reads definitions and runs from a data index: the Orchestrator's own or an upstream one (10.0 and later). */
export class DataIndex {
  readonly #graphql: GraphqlClient;
  #schema: Promise<IndexSchema> | undefined;

  constructor(graphql: GraphqlClient) {
    this.#graphql = graphql;
  }

  /** What this index knows; asked once, and again only after a failure. */
  schema(): Promise<IndexSchema> {
    this.#schema ??= IndexSchema.load(this.#graphql).catch((error: unknown) => {
      this.#schema = undefined;
      throw error;
    });
    return this.#schema;
  }

  /** Definitions that match. */
  async definitions(query: IndexQuery): Promise<Definition[]> {
    const selection = definitionSelection(await this.schema());
    const document = `query Definitions(${DEFINITION_ARGS}) { ProcessDefinitions(${ARGS}) { ${selection} } }`;
    const data = await this.#graphql.query(document, variablesOf(query));
    return rows(data, 'ProcessDefinitions', readDefinition);
  }

  /** The definition with this id, the newest version of it. */
  async definition(id: string): Promise<Definition | undefined> {
    return newestDefinition(await this.definitions({ where: { id: { equal: id } } }));
  }

  /** Ids of all definitions. */
  async definitionIds(): Promise<string[]> {
    const data = await this.#graphql.query('query DefinitionIds { ProcessDefinitions { id } }');
    return [...new Set(rows(data, 'ProcessDefinitions', (row) => text(row, 'id')))];
  }

  /** Runs that match, as lists show them. */
  async instances(query: IndexQuery): Promise<Instance[]> {
    const selection = summarySelection(await this.schema());
    const document = `query Instances(${INSTANCE_ARGS}) { ProcessInstances(${ARGS}) { ${selection} } }`;
    return rows(await this.#graphql.query(document, variablesOf(query)), 'ProcessInstances', readInstance);
  }

  /** Number of runs that match. */
  async countInstances(where: Where): Promise<number> {
    const argument = '$where: ProcessInstanceArgument';
    if ((await this.schema()).has('Query', 'CountProcessInstances')) {
      const document = `query Count(${argument}) { CountProcessInstances(where: $where) }`;
      return number(await this.#graphql.query(document, { where }), 'CountProcessInstances') ?? 0;
    }
    const document = `query Ids(${argument}) { ProcessInstances(where: $where) { id } }`;
    return rows(await this.#graphql.query(document, { where }), 'ProcessInstances', (row) => text(row, 'id'))
      .length;
  }

  /** One run with everything; undefined when there is none. */
  async instance(id: string): Promise<Instance | undefined> {
    const selection = detailSelection(await this.schema());
    const document = `query Instance($where: ProcessInstanceArgument) { ProcessInstances(where: $where) { ${selection} } }`;
    const data = await this.#graphql.query(document, { where: { id: { equal: id } } });
    return rows(data, 'ProcessInstances', readInstance)[0];
  }

  /** State and fingerprint of runs, for whoever watches for changes: no data, only what tells that they changed. */
  async changes(query: IndexQuery): Promise<InstanceChange[]> {
    const selection = 'id processId state lastUpdate nodes { id exit }';
    const document = `query Changes(${INSTANCE_ARGS}) { ProcessInstances(${ARGS}) { ${selection} } }`;
    return rows(await this.#graphql.query(document, variablesOf(query)), 'ProcessInstances', readChange);
  }

  /** Numbers over the runs of these workflows; with an initiator only that person's runs count. */
  async statistics(workflowIds: readonly string[], initiatorEntity?: string): Promise<Statistics[]> {
    if (workflowIds.length === 0) {
      return [];
    }
    const schema = await this.schema();
    if (!schema.has('Query', 'RunStatistics')) {
      return statisticsByQueries(this.#graphql, schema, workflowIds, initiatorEntity);
    }
    const document =
      'query Statistics($processIds: [String!]!, $initiatorEntity: String) ' +
      `{ RunStatistics(processIds: $processIds, initiatorEntity: $initiatorEntity) { ${STATISTICS_SELECTION} } }`;
    const variables = { processIds: [...workflowIds], initiatorEntity: initiatorEntity ?? null };
    return rows(await this.#graphql.query(document, variables), 'RunStatistics', readStatistics);
  }

  /** Documents with findings; none when the index does not tell. */
  async problems(): Promise<WorkflowProblemDTO[]> {
    if (!(await this.schema()).has('Query', 'WorkflowFindings')) {
      return [];
    }
    const data = await this.#graphql.query(`query Findings { WorkflowFindings { ${PROBLEM_SELECTION} } }`);
    return rows(data, 'WorkflowFindings', readProblem);
  }
}

/** What {@link DataIndex.changes} tells of a run. */
export interface InstanceChange {
  readonly instanceId: string;
  readonly workflowId: string;
  readonly lastUpdate: string;
  /** Differs whenever the run, as the index shows it, differs. */
  readonly fingerprint: string;
}

function readChange(row: unknown): InstanceChange | undefined {
  const instanceId = text(row, 'id');
  const workflowId = text(row, 'processId');
  if (instanceId === undefined || workflowId === undefined) {
    return undefined;
  }
  const lastUpdate = text(row, 'lastUpdate') ?? '';
  const nodes = asArray(field(row, 'nodes'));
  const left = nodes.filter((node) => text(node, 'exit') !== undefined).length;
  const fingerprint = `${text(row, 'state') ?? ''} ${lastUpdate} ${nodes.length} ${left}`;
  return { instanceId, workflowId, lastUpdate, fingerprint };
}

/** Every declared variable gets a value: older indexes fail on an absent one (contract 1.5). */
function variablesOf(query: IndexQuery): JsonObject {
  const pagination: JsonObject = {};
  if (query.limit !== undefined) {
    pagination['limit'] = query.limit;
  }
  if (query.offset !== undefined) {
    pagination['offset'] = query.offset;
  }
  return { where: query.where ?? {}, orderBy: { ...query.orderBy }, pagination };
}

function rows<T>(data: unknown, root: string, read: (row: unknown) => T | undefined): T[] {
  return asArray(field(data, root)).flatMap((row) => read(row) ?? []);
}
