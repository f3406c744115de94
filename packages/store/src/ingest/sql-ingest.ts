import { storableJson } from '../commit/storable.js';
import type { BoundStatement, Database, Row, Statement } from '../database/database.js';
import { SqlError } from '../database/database.js';
import { isRetryable, storeErrorOf } from '../database/sql-state.js';
import { StoreUnavailableError } from '../errors.js';
import { numberColumn, optionalText, textColumn } from '../rows/read-rows.js';
import * as sql from '../sql/ingest.js';
import { foldBatch, keysOf, keyText } from './ingest-batch.js';
import type { Records } from './ingest-batch.js';
import { IngestQueue } from './ingest-queue.js';
import type { Ingest, IngestedTarget, IngestedTask } from './ingest.js';
import type { LifecycleEvent } from './lifecycle-event.js';
import { anotherWasFaster, loadRecords, upsertRecords, writeRecords } from './record-table.js';
import { definitionTable, instanceTable, jobTable, nodeTable, taskTable } from './record-tables.js';

/** How often a batch is computed anew because other processes were faster; each time one of them got on. */
const MAX_ATTEMPTS = 50;
/** Characters of records in one statement. */
const MAX_CHUNK = 4_000_000;
/** For how long events are remembered, and how often those that are older are forgotten, in milliseconds. */
const MEMORY = 86_400_000;
const FORGET_INTERVAL = 60_000;
/** Events that one statement forgets. */
const FORGET_BATCH = 10_000;

const load = {
  definitions: loadRecords(definitionTable),
  instances: loadRecords(instanceTable),
  others: loadRecords(instanceTable, 'small'),
  nodes: loadRecords(nodeTable),
  jobs: loadRecords(jobTable),
  tasks: loadRecords(taskTable),
};
const write = {
  definitions: writeRecords(definitionTable),
  instances: writeRecords(instanceTable),
  nodes: upsertRecords(nodeTable),
  jobs: writeRecords(jobTable),
  tasks: writeRecords(taskTable),
};

/** What other runtimes tell, as tables. */
export class SqlIngest implements Ingest {
  readonly #database: Database;
  readonly #queue = new IngestQueue((events) => this.#takeNow(events));
  #forgotten = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  async take(events: readonly LifecycleEvent[]): Promise<void> {
    if (events.length > 0) await this.#queue.add(events);
  }

  async instance(id: string): Promise<IngestedTarget | undefined> {
    const [row] = await this.#query(sql.findInstance, [id]);
    return row && { id, workflowId: textColumn(row, 'workflow_id'), endpoint: optionalText(row, 'endpoint') };
  }

  async job(id: string): Promise<Omit<IngestedTarget, 'workflowId'> | undefined> {
    const [row] = await this.#query(sql.findJob, [id]);
    return row && { id, endpoint: optionalText(row, 'endpoint') };
  }

  async task(id: string): Promise<IngestedTask | undefined> {
    const [row] = await this.#query(sql.findTask, [id]);
    return row && readTask(row);
  }

  async taskOf(part: 'comment' | 'attachment', id: string): Promise<IngestedTask | undefined> {
    const statement = part === 'comment' ? sql.findTaskOfComment : sql.findTaskOfAttachment;
    const [row] = await this.#query(statement, [JSON.stringify([{ id }])]);
    return row && readTask(row);
  }

  async #takeNow(events: readonly LifecycleEvent[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#attempt(events);
        return this.#forget();
      } catch (error) {
        const again =
          isRetryable(error) || (error instanceof SqlError && error.sqlState === anotherWasFaster);
        if (!again) throw storeErrorOf(error);
        if (attempt === MAX_ATTEMPTS)
          throw new StoreUnavailableError(
            'Other processes write the same runs all the time; send the events again.',
          );
      }
    }
  }

  /** Reads what is stored, and writes what comes of it where that is still so. */
  async #attempt(events: readonly LifecycleEvent[]): Promise<void> {
    const distinct = [...new Map(events.map((event) => [keyText(event.source, event.id), event])).values()];
    const heads = distinct.map(({ source, id }) => ({ source, id }));
    const known = new Set(
      (await this.#database.query(sql.knownEvents, [storableJson(heads)])).map((row) =>
        keyText(textColumn(row, 'source'), textColumn(row, 'id')),
      ),
    );
    const fresh = distinct.filter(({ source, id }) => !known.has(keyText(source, id)));
    if (fresh.length === 0) return;
    const statements = await this.#changes(fresh);
    const remembered = storableJson(fresh.map(({ source, id }) => ({ source, id })));
    await this.#database.transaction([
      ...statements,
      { statement: sql.rememberEvents, values: [remembered] },
    ]);
  }

  async #changes(events: readonly LifecycleEvent[]): Promise<BoundStatement[]> {
    const foreign = await this.#foreign(events);
    const changed = foldBatch(await this.#stored(foreign), foreign);
    return [
      ...writes(write.definitions, changed.definitions),
      // Before their nodes, since the revision of the run fences these too.
      ...writes(write.instances, changed.instances),
      ...writes(write.nodes, changed.nodes),
      ...writes(write.jobs, changed.jobs),
      ...writes(write.tasks, changed.tasks),
    ];
  }

  /** Those that are not about runs and jobs of our own. */
  async #foreign(events: readonly LifecycleEvent[]): Promise<readonly LifecycleEvent[]> {
    const { instances, others, jobs } = keysOf(events);
    const ownInstances = await this.#ids(sql.ownInstances, [...instances, ...others]);
    const ownJobs = await this.#ids(sql.ownJobs, jobs);
    return events.filter((event) => {
      if (event.kind === 'job') return !ownJobs.has(event.job);
      return !('instance' in event && ownInstances.has(event.instance.id));
    });
  }

  async #ids(statement: Statement, keys: readonly { readonly id: string }[]): Promise<ReadonlySet<string>> {
    if (keys.length === 0) return new Set();
    const rows = await this.#database.query(statement, [keys.map(({ id }) => id)]);
    return new Set(rows.map((row) => textColumn(row, 'id')));
  }

  async #stored(events: readonly LifecycleEvent[]): Promise<Records> {
    const keys = keysOf(events);
    // The run first: whoever writes nodes later than this read also writes the run.
    const idOf = (record: { readonly id: string }): string => record.id;
    const instances = new Map([
      ...(await this.#load(load.instances, keys.instances, idOf)),
      ...(await this.#load(load.others, keys.others, idOf)),
    ]);
    return {
      instances,
      nodes: await this.#load(load.nodes, keys.nodes, (record: { instanceId: string; id: string }) =>
        keyText(record.instanceId, record.id),
      ),
      definitions: await this.#load(
        load.definitions,
        keys.definitions,
        (record: { workflowId: string; version: string }) => keyText(record.workflowId, record.version),
      ),
      jobs: await this.#load(load.jobs, keys.jobs, idOf),
      tasks: await this.#load(load.tasks, keys.tasks, idOf),
    } as Records;
  }

  async #load<R>(
    statement: Statement,
    keys: readonly object[],
    keyOf: (record: R) => string,
  ): Promise<Map<string, R>> {
    if (keys.length === 0) return new Map();
    const rows = await this.#database.query(statement, [storableJson(keys)]);
    const records = rows.map((row) => JSON.parse(textColumn(row, 'record')) as R);
    return new Map(records.map((record) => [keyOf(record), record]));
  }

  /** Forgets old events now and then, beside what arrives; whether it succeeds does not matter to who sent it. */
  #forget(): void {
    const now = Date.now();
    if (now - this.#forgotten < FORGET_INTERVAL) return;
    this.#forgotten = now;
    void this.#forgetAll().catch(() => undefined);
  }

  async #forgetAll(): Promise<void> {
    let count = FORGET_BATCH;
    while (count === FORGET_BATCH) {
      const [row = {}] = await this.#database.query(sql.forgetEvents, [MEMORY, FORGET_BATCH]);
      count = numberColumn(row, 'count');
    }
  }

  async #query(statement: Statement, values: readonly string[]): Promise<Row[]> {
    try {
      return await this.#database.query(statement, values);
    } catch (error) {
      throw storeErrorOf(error);
    }
  }
}

/** Statements that write these records, none of them too long. */
function writes(statement: Statement, records: ReadonlyMap<string, unknown>): BoundStatement[] {
  const chunks: string[][] = [];
  let length = MAX_CHUNK;
  for (const record of records.values()) {
    const text = storableJson(record);
    if (length + text.length > MAX_CHUNK) {
      chunks.push([]);
      length = 0;
    }
    chunks.at(-1)?.push(text);
    length += text.length;
  }
  return chunks.map((texts) => ({ statement, values: [`[${texts.join(',')}]`] }));
}

function readTask(row: Row): IngestedTask {
  return {
    id: textColumn(row, 'id'),
    workflowId: optionalText(row, 'workflow_id') ?? '',
    endpoint: optionalText(row, 'endpoint'),
    instanceId: optionalText(row, 'instance_id'),
    name: optionalText(row, 'name'),
    externalReferenceId: optionalText(row, 'external_reference_id'),
  };
}
