import type { Json } from '@orchestrator/definition';
import type { Instance, TimerName } from '@orchestrator/engine';
import { BACKLOG_LIMIT } from './backlog.js';
import type { Backlog, BacklogQueue } from './backlog.js';
import { knownParts } from './commit/known-parts.js';
import { largePlaces, readInstance } from './rows/read-instance.js';
import { commitGroup } from './commit/commit-group.js';
import { storableJson } from './commit/storable.js';
import type { DataIndex } from './data-index.js';
import type { Database } from './database/database.js';
import { RetryingDatabase } from './database/retrying-database.js';
import type { DeadLetters } from './dead-letters.js';
import { StoreDataError } from './errors.js';
import type { CorrelationSet, Events } from './events.js';
import { GroupedLoads } from './grouped-loads.js';
import { HandOvers } from './hand-overs.js';
import type { Inbox } from './inbox.js';
import type { Jobs } from './jobs.js';
import { SqlDataIndex } from './index/sql-data-index.js';
import type { Ingest } from './ingest/ingest.js';
import { SqlIngest } from './ingest/sql-ingest.js';
import { attributesText } from './rows/correlation-key.js';
import { nodeInstanceId, nodeNumber } from './rows/node-number.js';
import {
  numberColumn,
  readCall,
  readDefinition,
  readDelay,
  readPublished,
  textColumn,
} from './rows/read-rows.js';
import { readBacklog } from './sql/backlog.js';
import { claimCalls } from './sql/claim-calls.js';
import { claimTimers, claimTimersInTurns } from './sql/claim-timers.js';
import { commitStatement } from './sql/commit-changes.js';
import { discardCalls } from './sql/discard-calls.js';
import { discardTimers } from './sql/discard-timers.js';
import { millisecondsToNextDue } from './sql/milliseconds-to-next-due.js';
import { releaseLeases } from './sql/release-leases.js';
import { releaseLostCalls, releaseLostTimers } from './sql/release-lost.js';
import { renewCallLeases } from './sql/renew-call-leases.js';
import { tellOthers } from './sql/tell-others.js';
import * as definitions from './sql/definitions.js';
import { loadInstances } from './sql/load-instance.js';
import { loadLiving } from './sql/load-living.js';
import { SqlDeadLetters } from './sql-dead-letters.js';
import { SqlEvents } from './sql-events.js';
import { SqlInbox } from './sql-inbox.js';
import { SqlJobs } from './sql-jobs.js';
import { SqlRetention } from './sql-retention.js';
import { SqlStartKeys } from './sql-start-keys.js';
import type { Retention } from './retention.js';
import type { StartKeys } from './start-keys.js';
import type {
  CallClaim,
  CallKey,
  Change,
  ClaimedTimer,
  CommitOutcome,
  DueTimer,
  PendingCall,
  PublishedDefinition,
  Store,
  StoredDefinition,
  TimerClaim,
  WaitingNode,
} from './store.js';

/** The commit of an instance that begins. */
const firstCommit = commitStatement({ created: true, replaced: false, over: false, parts: [] });

/** The store over any PostgreSQL that speaks through {@link Database}. */
export class SqlStore implements Store {
  readonly index: DataIndex;
  readonly inbox: Inbox;
  readonly events: Events;
  readonly startKeys: StartKeys;
  readonly deadLetters: DeadLetters;
  readonly retention: Retention;
  readonly ingest: Ingest;
  readonly jobs: Jobs;
  readonly #database: Database;
  readonly #retrying: RetryingDatabase;
  readonly #loads = new GroupedLoads((ids) => this.#read(ids));
  readonly #handOvers: HandOvers;
  readonly #onClose: () => void;

  /** @param onClose runs after the database has been let go */
  constructor(database: Database, onClose: () => void = () => undefined) {
    this.#database = database;
    this.#retrying = new RetryingDatabase(database);
    this.#handOvers = new HandOvers(database);
    this.#onClose = onClose;
    this.index = new SqlDataIndex(database);
    this.inbox = new SqlInbox(this.#retrying);
    this.events = new SqlEvents(this.#retrying);
    this.startKeys = new SqlStartKeys(this.#retrying);
    this.retention = new SqlRetention(this.#retrying);
    this.ingest = new SqlIngest(database);
    this.deadLetters = new SqlDeadLetters(this.#retrying);
    this.jobs = new SqlJobs(this.#retrying);
  }

  commit(changes: readonly Change[]): Promise<CommitOutcome[]> {
    return commitGroup(this.#database, changes);
  }

  load(instanceId: string): Promise<Instance | undefined> {
    return this.#loads.load(instanceId);
  }

  async living(workflowId: string, limit: number): Promise<Instance[]> {
    const rows = await this.#retrying.query(loadLiving, [workflowId, limit]);
    return rows.map(readInstance);
  }

  async saveDefinition(
    definition: StoredDefinition,
    correlations: readonly CorrelationSet[] = [],
  ): Promise<void> {
    const sets = correlations.filter(({ attributes }) => attributes.length > 0);
    // First, so that no instance of the definition can wait for an event before its set is known.
    if (sets.length > 0) {
      await this.#retrying.query(definitions.saveCorrelationSets, [
        sets.map((set) => set.eventType),
        sets.map((set) => attributesText(set.attributes)),
      ]);
    }
    await this.#retrying.query(definitions.saveDefinition, [storableJson(definition)]);
  }

  async loadDefinition(hash: string): Promise<StoredDefinition | undefined> {
    const [row] = await this.#retrying.query(definitions.loadDefinition, [hash]);
    return row && readDefinition(textColumn(row, 'document'));
  }

  async findDefinition(workflowId: string, version: string): Promise<string | undefined> {
    const [row] = await this.#retrying.query(definitions.findDefinition, [workflowId, version]);
    return row && textColumn(row, 'hash');
  }

  async publishDefinition(hash: string, reading: Json = null): Promise<number> {
    const [row] = await this.#retrying.query(definitions.publishDefinition, [hash, storableJson(reading)]);
    if (row === undefined)
      throw new StoreDataError(`Definition ${hash} is not stored; save it before it is published.`);
    return numberColumn(row, 'published');
  }

  async published(): Promise<PublishedDefinition[]> {
    return (await this.#retrying.query(definitions.selectPublished, [])).map(readPublished);
  }

  async withdrawDefinition(workflowId: string): Promise<void> {
    await this.#retrying.query(definitions.withdrawDefinition, [workflowId]);
  }

  async claimCalls({ owner, leaseMs, limit, lost }: CallClaim): Promise<PendingCall[]> {
    if (lost) await this.#retrying.query(releaseLostCalls, [owner, nodeKeys(lost.held), leaseMs, lost.ago]);
    const rows = await this.#retrying.query(claimCalls, [owner, leaseMs, limit]);
    return rows.map((row) => ({
      instanceId: textColumn(row, 'instance'),
      call: readCall(textColumn(row, 'effect')),
    }));
  }

  async claimTimers({
    owner,
    leaseMs,
    limit,
    ahead = 0,
    inTurns,
    held,
  }: TimerClaim): Promise<ClaimedTimer[]> {
    if (held) await this.#retrying.query(releaseLostTimers, [owner, nodeKeys(held)]);
    const claim = inTurns ? claimTimersInTurns : claimTimers;
    const rows = await this.#retrying.query(claim, [owner, leaseMs, limit, ahead]);
    return rows.map((row) => {
      const instanceId = textColumn(row, 'instance');
      const node = nodeInstanceId(instanceId, numberColumn(row, 'node'));
      const timer = timerName(textColumn(row, 'name'));
      const [due, late] = [numberColumn(row, 'due'), numberColumn(row, 'late')];
      return { instanceId, node, timer, due, late, again: row.again === true };
    });
  }

  async renewLeases(owner: string, leaseMs: number, calls: readonly WaitingNode[]): Promise<void> {
    if (calls.length > 0) await this.#retrying.query(renewCallLeases, [owner, leaseMs, nodeKeys(calls)]);
  }

  async discardCalls(owner: string, calls: readonly CallKey[]): Promise<void> {
    if (calls.length > 0) await this.#retrying.query(discardCalls, [owner, nodeKeys(calls)]);
  }

  async discardTimers(
    owner: string,
    timers: readonly (DueTimer & { readonly due: number })[],
  ): Promise<void> {
    if (timers.length > 0) await this.#retrying.query(discardTimers, [owner, nodeKeys(timers)]);
  }

  async handOver(owner: string, calls: readonly WaitingNode[]): Promise<void> {
    // A lease of no time is over at once.
    await this.renewLeases(owner, 0, calls);
    if (calls.length > 0) await this.#retrying.query(tellOthers, []);
  }

  async releaseLeases(owner: string): Promise<void> {
    await this.#retrying.query(releaseLeases, [owner]);
    await this.#retrying.query(tellOthers, []);
  }

  onHandOver(listener: () => void): () => void {
    return this.#handOvers.listen(listener);
  }

  async millisecondsToNextDue(): Promise<number | undefined> {
    return readDelay(await this.#retrying.query(millisecondsToNextDue, []));
  }

  async backlog(): Promise<Backlog> {
    const rows = await this.#retrying.query(readBacklog, [BACKLOG_LIMIT]);
    const queue = (name: string): BacklogQueue => {
      const row = rows.find((candidate) => candidate.queue === name);
      if (row === undefined) throw new TypeError(`The backlog has no ${name}.`);
      return { length: numberColumn(row, 'length'), wait: numberColumn(row, 'wait') };
    };
    return {
      calls: queue('calls'),
      timers: queue('timers'),
      inbox: queue('inbox'),
      outbox: queue('outbox'),
      deadLetters: queue('deadLetters').length,
    };
  }

  async warmUp(): Promise<void> {
    // Of no changes, so nothing is written.
    await this.#retrying.query(firstCommit, ['[]', '', '']);
  }

  async close(): Promise<void> {
    await this.#database.close();
    this.#onClose();
  }

  async #read(ids: readonly string[]): Promise<ReadonlyMap<string, () => Instance>> {
    const rows = await this.#retrying.query(loadInstances, [ids]);
    return new Map(
      rows.map((row) => {
        const instanceId = textColumn(row, 'id');
        const hashes = largePlaces(row).map(([, hash]) => hash);
        if (hashes.length > 0) knownParts(this.#database).add(instanceId, hashes);
        return [instanceId, () => readInstance(row)];
      }),
    );
  }
}

/** The rows of nodes as one JSON parameter. */
function nodeKeys(nodes: readonly (WaitingNode | DueTimer)[]): string {
  return JSON.stringify(
    nodes.map(({ instanceId, node, ...rest }) => ({
      ...rest,
      id: instanceId,
      node: nodeNumber(instanceId, node),
    })),
  );
}

function timerName(text: string): TimerName {
  return text === 'deadline' ? text : 'wait';
}
