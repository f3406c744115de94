import type {
  Condition,
  DataIndex,
  DefinitionRow,
  InstanceRow,
  NodeRow,
  Query,
  RunStatistics,
} from '../data-index.js';
import { SqlError } from '../database/database.js';
import type { Database, Row, SqlValue, Statement } from '../database/database.js';
import { isDataError, storeErrorOf } from '../database/sql-state.js';
import { InvalidQueryError } from '../errors.js';
import { numberColumn } from '../rows/read-rows.js';
import * as sql from '../sql/index-statements.js';
import { compileCondition } from './compile-condition.js';
import { compileQuery } from './compile-query.js';
import { definitionFields, instanceFields } from './fields.js';
import type { Fields } from './fields.js';
import { Parameters } from './parameters.js';
import { definitionRow, instanceRow, nodeRow, statisticsRow } from './row-readers.js';

/** The data index over the store's own tables. */
export class SqlDataIndex implements DataIndex {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async instances(query: Query): Promise<InstanceRow[]> {
    return (await this.#select(sql.selectInstances, query, instanceFields)).map(instanceRow);
  }

  countInstances(where?: Condition): Promise<number> {
    return this.#count(sql.countInstances, where, instanceFields);
  }

  async nodes(instanceIds: readonly string[]): Promise<Map<string, NodeRow[]>> {
    const nodes = new Map<string, NodeRow[]>(instanceIds.map((id) => [id, []]));
    for (const row of await this.#query(sql.selectNodes, [instanceIds])) {
      const node = nodeRow(row);
      nodes.get(node.instanceId)?.push(node);
    }
    return nodes;
  }

  async definitions(query: Query): Promise<DefinitionRow[]> {
    return (await this.#select(sql.selectDefinitions, query, definitionFields)).map(definitionRow);
  }

  countDefinitions(where?: Condition): Promise<number> {
    return this.#count(sql.countDefinitions, where, definitionFields);
  }

  async statistics(workflowIds: readonly string[], initiatorEntity?: string): Promise<RunStatistics[]> {
    const distinct = [...new Set(workflowIds)];
    return (await this.#query(sql.runStatistics, [distinct, initiatorEntity ?? null])).map(statisticsRow);
  }

  async #select(select: string, query: Query, fields: Fields): Promise<Row[]> {
    const parameters = new Parameters();
    return this.#query({ text: `${select} ${compileQuery(query, fields, parameters)}` }, parameters.values);
  }

  async #count(select: string, where: Condition | undefined, fields: Fields): Promise<number> {
    const parameters = new Parameters();
    const text = `${select} where ${compileCondition(where, fields, parameters)}`;
    const [row] = await this.#query({ text }, parameters.values);
    return row === undefined ? 0 : numberColumn(row, 'count');
  }

  async #query(statement: Statement, values: readonly SqlValue[]): Promise<Row[]> {
    try {
      return await this.#database.query(statement, values);
    } catch (error) {
      if (error instanceof SqlError && isDataError(error))
        throw new InvalidQueryError(`A value of the query cannot be used: ${error.message}.`);
      throw storeErrorOf(error);
    }
  }
}
