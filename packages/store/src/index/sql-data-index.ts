import type {
  CountQuery,
  DataIndex,
  DefinitionRow,
  GroupDimension,
  InstanceGroup,
  InstanceRow,
  JobRow,
  NodeRow,
  Query,
  Revision,
  RunStatistics,
  TaskRow,
  WorkflowVersion,
} from '../data-index.js';
import { maxReaders, QUERY_CANCELED, SqlError } from '../database/database.js';
import type { Database, Row, SqlValue, Statement } from '../database/database.js';
import { isDataError, storeErrorOf } from '../database/sql-state.js';
import { InvalidQueryError } from '../errors.js';
import { numberColumn, textColumn } from '../rows/read-rows.js';
import * as sql from '../sql/index-statements.js';
import { compileCondition } from './compile-condition.js';
import { compileQuery } from './compile-query.js';
import { definitionFields } from './definition-fields.js';
import type { Fields } from './fields.js';
import { compileBranches } from './instance-branches.js';
import { instanceFields } from './instance-fields.js';
import { jobFields } from './job-fields.js';
import { Parameters } from './parameters.js';
import { definitionRow } from './definition-row.js';
import { instanceGroup, selectGroups } from './instance-groups.js';
import { instanceRow } from './instance-row.js';
import { jobRow } from './job-row.js';
import { nodeRow } from './node-row.js';
import { ReaderSlots } from './reader-slots.js';
import { statisticsRow } from './statistics-row.js';
import { taskFields } from './task-fields.js';
import { taskRow } from './task-row.js';

/** The data index over the store's own tables. */
export class SqlDataIndex implements DataIndex {
  readonly #database: Database;
  readonly #readers = new ReaderSlots(maxReaders);

  constructor(database: Database) {
    this.#database = database;
  }

  async instances(query: Query): Promise<InstanceRow[]> {
    const parameters = new Parameters(query.serviceUrl);
    const list = compileBranches(query, parameters) ?? compileQuery(query, instanceFields, parameters);
    const text = `${sql.selectInstances} ${list}`;
    return (await this.#query({ text }, parameters.values, query.timeLimit)).map(instanceRow);
  }

  countInstances(query: CountQuery = {}): Promise<number> {
    return this.#count(sql.countInstances, query, instanceFields);
  }

  async nodes(instanceIds: readonly string[], timeLimit?: number): Promise<Map<string, NodeRow[]>> {
    const nodes = new Map<string, NodeRow[]>(instanceIds.map((id) => [id, []]));
    for (const row of await this.#query(sql.selectNodes, [instanceIds], timeLimit)) {
      const node = nodeRow(row);
      nodes.get(node.instanceId)?.push(node);
    }
    return nodes;
  }

  async definitions(query: Query): Promise<DefinitionRow[]> {
    return (await this.#select(sql.selectDefinitions, query, definitionFields)).map(definitionRow);
  }

  countDefinitions(query: CountQuery = {}): Promise<number> {
    return this.#count(sql.countDefinitions, query, definitionFields);
  }

  async definitionsByHash(
    hashes: readonly string[],
    timeLimit?: number,
  ): Promise<Map<string, DefinitionRow>> {
    const rows = (await this.#query(sql.selectDefinitionsByHash, [hashes], timeLimit)).map(definitionRow);
    return new Map(rows.flatMap((row) => (row.hash === null ? [] : [[row.hash, row]])));
  }

  async definitionsByVersion(
    versions: readonly WorkflowVersion[],
    timeLimit?: number,
  ): Promise<DefinitionRow[]> {
    const values = [versions.map(({ id }) => id), versions.map(({ version }) => version)];
    return (await this.#query(sql.selectDefinitionsByVersion, values, timeLimit)).map(definitionRow);
  }

  async jobs(query: Query): Promise<JobRow[]> {
    return (await this.#select(sql.selectJobs, query, jobFields)).map(jobRow);
  }

  countJobs(query: CountQuery = {}): Promise<number> {
    return this.#count(sql.countJobs, query, jobFields);
  }

  async tasks(query: Query): Promise<TaskRow[]> {
    return (await this.#select(sql.selectTasks, query, taskFields)).map(taskRow);
  }

  countTasks(query: CountQuery = {}): Promise<number> {
    return this.#count(sql.countTasks, query, taskFields);
  }

  async revisions(of: 'instances' | 'jobs' | 'tasks', limit: number): Promise<Revision[]> {
    const rows = await this.#query(sql.selectRevisions[of], [limit]);
    return rows.map((row) => ({
      id: textColumn(row, 'id'),
      revision: numberColumn(row, 'revision'),
      ...(row['of_sequence'] === true && { ofSequence: true }),
    }));
  }

  async instanceGroups(
    { where, serviceUrl, timeLimit }: CountQuery,
    by: readonly GroupDimension[],
  ): Promise<InstanceGroup[]> {
    const parameters = new Parameters(serviceUrl);
    const text = selectGroups(by, compileCondition(where, instanceFields, parameters));
    return (await this.#query({ text }, parameters.values, timeLimit)).map(instanceGroup);
  }

  async statistics(
    workflowIds: readonly string[],
    initiatorEntity?: string,
    timeLimit?: number,
  ): Promise<RunStatistics[]> {
    const distinct = [...new Set(workflowIds)];
    const rows =
      initiatorEntity === undefined
        ? await this.#query(sql.runStatistics, [distinct], timeLimit)
        : await this.#query(sql.runStatisticsOfInitiator, [distinct, initiatorEntity], timeLimit);
    return rows.map(statisticsRow);
  }

  async #select(select: string, query: Query, fields: Fields): Promise<Row[]> {
    const parameters = new Parameters(query.serviceUrl);
    const text = `${select} ${compileQuery(query, fields, parameters)}`;
    return this.#query({ text }, parameters.values, query.timeLimit);
  }

  async #count(
    select: string,
    { where, serviceUrl, timeLimit }: CountQuery,
    fields: Fields,
  ): Promise<number> {
    const parameters = new Parameters(serviceUrl);
    const text = `${select} where ${compileCondition(where, fields, parameters)}`;
    const [row] = await this.#query({ text }, parameters.values, timeLimit);
    return row === undefined ? 0 : numberColumn(row, 'count');
  }

  async #query(statement: Statement, values: readonly SqlValue[], timeLimit = 0): Promise<Row[]> {
    try {
      return await this.#readers.within(() => this.#database.read(statement, values, timeLimit));
    } catch (error) {
      if (error instanceof SqlError && error.sqlState === QUERY_CANCELED && timeLimit > 0)
        throw new InvalidQueryError(
          `The query takes longer than ${timeLimit / 1000} seconds. Narrow it, for instance by a workflow or a time.`,
        );
      if (error instanceof SqlError && isDataError(error))
        throw new InvalidQueryError(`A value of the query cannot be used: ${error.message}.`);
      throw storeErrorOf(error);
    }
  }
}
