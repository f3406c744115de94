import type { Instance } from '@orchestrator/engine';
import { commitGroup } from './commit/commit-group.js';
import { storableJson } from './commit/storable.js';
import type { DataIndex } from './data-index.js';
import type { Database, Row, SqlValue, Statement } from './database/database.js';
import { isRetryable, storeErrorOf } from './database/sql-state.js';
import { StoreDataError } from './errors.js';
import { SqlDataIndex } from './index/sql-data-index.js';
import { nodeInstanceId, nodeNumber } from './rows/node-number.js';
import {
  numberColumn,
  optionalNumber,
  readCall,
  readDefinition,
  readInstance,
  textColumn,
} from './rows/read-rows.js';
import * as claims from './sql/claims.js';
import * as definitions from './sql/definitions.js';
import { loadInstance } from './sql/load-instance.js';
import type {
  Change,
  Claim,
  CommitOutcome,
  WaitingNode,
  PendingCall,
  Store,
  StoredDefinition,
} from './store.js';

/** How often a short statement is tried, in all, when it meets a deadlock. */
const maxAttempts = 3;

/** The store over any PostgreSQL that speaks through {@link Database}. */
export class SqlStore implements Store {
  readonly index: DataIndex;
  readonly #database: Database;
  readonly #onClose: () => void;

  /** @param onClose runs after the database has been let go */
  constructor(database: Database, onClose: () => void = () => undefined) {
    this.#database = database;
    this.#onClose = onClose;
    this.index = new SqlDataIndex(database);
  }

  commit(changes: readonly Change[]): Promise<CommitOutcome[]> {
    return commitGroup(this.#database, changes);
  }

  async load(instanceId: string): Promise<Instance | undefined> {
    const [row] = await this.#query(loadInstance, [instanceId]);
    return row && readInstance(textColumn(row, 'snapshot'));
  }

  async saveDefinition(definition: StoredDefinition): Promise<void> {
    await this.#query(definitions.saveDefinition, [storableJson(definition)]);
  }

  async loadDefinition(hash: string): Promise<StoredDefinition | undefined> {
    const [row] = await this.#query(definitions.loadDefinition, [hash]);
    return row && readDefinition(textColumn(row, 'document'));
  }

  async publishDefinition(hash: string): Promise<void> {
    const [row] = await this.#query(definitions.publishDefinition, [hash]);
    if (row === undefined)
      throw new StoreDataError(`Definition ${hash} is not stored; save it before it is published.`);
  }

  async withdrawDefinition(workflowId: string): Promise<void> {
    await this.#query(definitions.withdrawDefinition, [workflowId]);
  }

  async claimCalls({ owner, leaseMs, limit }: Claim): Promise<PendingCall[]> {
    const rows = await this.#query(claims.claimCalls, [owner, leaseMs, limit]);
    return rows.map((row) => ({
      instanceId: textColumn(row, 'instance'),
      call: readCall(textColumn(row, 'effect')),
    }));
  }

  async claimTimers({ owner, leaseMs, limit }: Claim): Promise<WaitingNode[]> {
    const rows = await this.#query(claims.claimTimers, [owner, leaseMs, limit]);
    return rows.map((row) => {
      const instanceId = textColumn(row, 'instance');
      return { instanceId, node: nodeInstanceId(instanceId, numberColumn(row, 'node')) };
    });
  }

  async renewLeases(owner: string, leaseMs: number, calls: readonly WaitingNode[]): Promise<void> {
    if (calls.length > 0) await this.#query(claims.renewCallLeases, [owner, leaseMs, nodeKeys(calls)]);
  }

  async discard(nodes: readonly WaitingNode[]): Promise<void> {
    if (nodes.length > 0) await this.#query(claims.discardRows, [nodeKeys(nodes)]);
  }

  async releaseLeases(owner: string): Promise<void> {
    await this.#query(claims.releaseLeases, [owner]);
  }

  async millisecondsToNextDue(): Promise<number | undefined> {
    const [row] = await this.#query(claims.millisecondsToNextDue, []);
    const milliseconds = row && optionalNumber(row, 'milliseconds');
    return milliseconds === null || milliseconds === undefined ? undefined : Math.max(0, milliseconds);
  }

  async close(): Promise<void> {
    await this.#database.close();
    this.#onClose();
  }

  async #query(statement: Statement, values: readonly SqlValue[]): Promise<Row[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#database.query(statement, values);
      } catch (error) {
        if (attempt === maxAttempts || !isRetryable(error)) throw storeErrorOf(error);
      }
    }
  }
}

/** The rows of nodes as one JSON parameter. */
function nodeKeys(nodes: readonly WaitingNode[]): string {
  return JSON.stringify(
    nodes.map(({ instanceId, node }) => ({ id: instanceId, node: nodeNumber(instanceId, node) })),
  );
}
