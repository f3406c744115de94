import { storableJson } from './commit/storable.js';
import type { Row } from './database/database.js';
import type { RetryingDatabase } from './database/retrying-database.js';
import type {
  ClaimedJob,
  HeldJob,
  Job,
  JobOrder,
  JobOutcome,
  Jobs,
  JobSchedule,
  RetryRules,
} from './jobs.js';
import { storableReason } from './rows/storable-reason.js';
import { numberColumn, optionalNumber, optionalText, readDelay, textColumn } from './rows/read-rows.js';
import { cancelJob } from './sql/cancel-job.js';
import { claimJobs } from './sql/claim-jobs.js';
import { createJob } from './sql/create-job.js';
import { tellOthers } from './sql/tell-others.js';
import { loadJob, millisecondsToNextJob, pruneJobs, releaseJobs } from './sql/jobs.js';
import { renewJobs } from './sql/renew-jobs.js';
import { rescheduleJob } from './sql/reschedule-job.js';
import { settleJobs } from './sql/settle-jobs.js';
import type { Claim } from './store.js';

/** Jobs as a table. */
export class SqlJobs implements Jobs {
  readonly #database: RetryingDatabase;

  constructor(database: RetryingDatabase) {
    this.#database = database;
  }

  async create(order: JobOrder, source?: string): Promise<Job | 'busy'> {
    const [row] = await this.#database.query(createJob, [storableJson(orderColumns(order)), source ?? null]);
    return row ? readJob(row) : 'busy';
  }

  load(id: string): Promise<Job | undefined> {
    return this.#load(id, false);
  }

  loadEnded(id: string): Promise<Job | undefined> {
    return this.#load(id, true);
  }

  async cancel(id: string, source?: string): Promise<Job | 'busy' | undefined> {
    return changed(await this.#database.query(cancelJob, [id, source ?? null]));
  }

  async reschedule(
    id: string,
    { expirationTime, repeatInterval, repeatLimit }: Partial<JobSchedule>,
    source?: string,
  ): Promise<Job | 'busy' | undefined> {
    const values = [id, expirationTime ?? null, repeatInterval ?? null, repeatLimit ?? null, source ?? null];
    return changed(await this.#database.query(rescheduleJob, values));
  }

  async claim({ owner, leaseMs, limit }: Claim, source?: string): Promise<ClaimedJob[]> {
    const rows = await this.#database.query(claimJobs, [owner, leaseMs, limit, source ?? null]);
    return rows.map((row) => ({
      id: textColumn(row, 'id'),
      revision: numberColumn(row, 'revision'),
      left: numberColumn(row, 'left'),
      ...readOrder(row),
    }));
  }

  async renew(owner: string, leaseMs: number, held: readonly HeldJob[]): Promise<string[]> {
    if (held.length === 0) return [];
    const keys = held.map(({ id, revision }) => ({ id, revision }));
    const rows = await this.#database.query(renewJobs, [owner, leaseMs, JSON.stringify(keys)]);
    return rows.map((row) => textColumn(row, 'id'));
  }

  async settle(
    owner: string,
    outcomes: readonly JobOutcome[],
    { pause, longestPause, patience }: RetryRules,
    source?: string,
  ): Promise<Job[]> {
    if (outcomes.length === 0) return [];
    const rows = outcomes.map(({ id, revision, failure }) => ({
      id,
      revision,
      ...(failure && {
        message: storableReason(failure.message),
        details: storableReason(failure.details),
      }),
    }));
    const values = [owner, JSON.stringify(rows), pause, longestPause, patience, source ?? null];
    return (await this.#database.query(settleJobs, values)).map(readJob);
  }

  async release(owner: string): Promise<void> {
    await this.#database.query(releaseJobs, [owner]);
    await this.#database.query(tellOthers, []);
  }

  async millisecondsToNext(): Promise<number | undefined> {
    return readDelay(await this.#database.query(millisecondsToNextJob, []));
  }

  async prune(age: number, limit: number): Promise<number> {
    const [row = {}] = await this.#database.query(pruneJobs, [age, limit]);
    return numberColumn(row, 'count');
  }

  async #load(id: string, isOver: boolean): Promise<Job | undefined> {
    const [row] = await this.#database.query(loadJob, [id, isOver]);
    return row && readJob(row);
  }
}

function orderColumns(order: JobOrder): object {
  return {
    id: order.id,
    correlation: order.correlationId,
    process: order.processId,
    run: order.processInstanceId,
    node: order.nodeInstanceId,
    rootProcess: order.rootProcessId,
    rootRun: order.rootProcessInstanceId,
    callback: order.callbackEndpoint,
    recipient: order.recipient,
    priority: order.priority,
    expires: order.expirationTime,
    every: order.repeatInterval,
    repeat: order.repeatLimit,
    timeout: order.executionTimeout,
    unit: order.executionTimeoutUnit,
  };
}

/** The job that a statement was to change. */
function changed([row]: readonly Row[]): Job | 'busy' | undefined {
  if (!row) return undefined;
  return row['free'] === true ? readJob(row) : 'busy';
}

function readJob(row: Row): Job {
  return { scheduled: JSON.parse(textColumn(row, 'scheduled')) as Job['scheduled'], ...readOrder(row) };
}

function readOrder(row: Row): Omit<Job, 'scheduled'> {
  const timeout = optionalNumber(row, 'execution_timeout');
  const unit = optionalText(row, 'execution_timeout_unit');
  return {
    correlationId: textColumn(row, 'correlation_id'),
    recipient: JSON.parse(textColumn(row, 'recipient')) as Job['recipient'],
    ...(timeout !== null && { executionTimeout: timeout }),
    ...(unit !== null && { executionTimeoutUnit: unit }),
  };
}
