import type { Json, JsonObject } from '@orchestrator/definition';
import type { Claim } from './store.js';

/**
 * Jobs that others order: calls at a time, which may be repeated (data-index-and-jobs.md 4).
 *
 * Whether a job is called or cancelled is decided by its row: a job that somebody has claimed is `busy`, and is cancelled
 * or changed only once the call is over, so no call begins after a cancellation was answered.
 *
 * With a `source`, every change is reported as a `JobEvent` among the outgoing events, in the same transaction.
 */
export interface Jobs {
  /**
   * Writes a job, in place of one with the same id that is waiting or over.
   *
   * @throws StoreDataError when it cannot be stored
   */
  create(order: JobOrder, source?: string): Promise<Job | 'busy'>;
  /** A job that is not over. */
  load(id: string): Promise<Job | undefined>;
  /** How a job ended, as long as that is remembered. */
  loadEnded(id: string): Promise<Job | undefined>;
  /**
   * Cancels a job; undefined when there is none, or it is over. One that is busy is marked: no call of it begins after the
   * present one, and it ends `CANCELED` unless that call is its last and succeeds.
   */
  cancel(id: string, source?: string): Promise<Job | 'busy' | undefined>;
  /** Changes the time of a job and begins to count its calls anew; undefined when there is none, or it is over. */
  reschedule(id: string, schedule: Partial<JobSchedule>, source?: string): Promise<Job | 'busy' | undefined>;

  /** Jobs that are due and not leased, now leased to the claim's owner; the longest due ones of many. */
  claim(claim: Claim, source?: string): Promise<ClaimedJob[]>;
  /** Extends the leases of calls that are being made; answers the ids of those that are to go on. */
  renew(owner: string, leaseMs: number, held: readonly HeldJob[]): Promise<string[]>;
  /**
   * Records how calls ended: the job is repeated, tried again, or over; one that is given up becomes a dead letter. What is no
   * longer held is passed by. Answers how the jobs stand now.
   */
  settle(owner: string, outcomes: readonly JobOutcome[], rules: RetryRules, source?: string): Promise<Job[]>;
  /** Gives up every lease that `owner` holds. */
  release(owner: string): Promise<void>;
  /** Milliseconds until a job can be claimed; 0 = now; undefined = none waits. */
  millisecondsToNext(): Promise<number | undefined>;
  /** Removes at most `limit` jobs that have been over for longer than `age` (milliseconds). Answers how many it removed. */
  prune(age: number, limit: number): Promise<number>;
}

/** When a job is called. Times are milliseconds since 1970. */
export interface JobSchedule {
  readonly expirationTime: number;
  /** Milliseconds between two calls; absent: there is one call. */
  readonly repeatInterval: number;
  /** Calls after the first one; less than 0: without end. */
  readonly repeatLimit: number;
}

/** What a job is created from. */
export interface JobOrder extends Partial<JobSchedule> {
  readonly expirationTime: number;
  readonly id: string;
  readonly correlationId: string;
  readonly priority: number;
  readonly callbackEndpoint: string;
  readonly processId?: string;
  readonly processInstanceId?: string;
  readonly rootProcessId?: string;
  readonly rootProcessInstanceId?: string;
  readonly nodeInstanceId?: string;
  /** Whom to call, in the form of the API. */
  readonly recipient: JsonObject;
  /** How long one call may take, in its unit of the API. */
  readonly executionTimeout?: number;
  readonly executionTimeoutUnit?: string;
}

/** A job as the Jobs API shows it, under the names of its first version; times are ISO 8601 in UTC. */
export interface ScheduledJob {
  readonly id: string;
  readonly expirationTime: string;
  readonly priority: number;
  readonly callbackEndpoint: string | null;
  readonly processInstanceId: string | null;
  readonly rootProcessInstanceId: string | null;
  readonly processId: string | null;
  readonly rootProcessId: string | null;
  readonly nodeInstanceId: string | null;
  readonly repeatInterval: number | null;
  readonly repeatLimit: number | null;
  readonly scheduledId: string | null;
  readonly retries: number;
  readonly status: JobStatus;
  readonly lastUpdate: string | null;
  readonly executionCounter: number;
  readonly executionResponse: Json;
  readonly exceptionMessage: string | null;
  readonly exceptionDetails: string | null;
}

/** How a job stands; the last three are its ends. */
export type JobStatus = 'SCHEDULED' | 'RETRY' | 'EXECUTED' | 'CANCELED' | 'ERROR';

/** A job with what the API shows of it elsewhere. */
export interface Job {
  readonly scheduled: ScheduledJob;
  readonly correlationId: string;
  readonly recipient: JsonObject;
  readonly executionTimeout?: number;
  readonly executionTimeoutUnit?: string;
}

/** A job whose call is being made. */
export interface HeldJob {
  readonly id: string;
  /** Which claim it is. */
  readonly revision: number;
}

/** A job that is due. */
export interface ClaimedJob extends HeldJob, Omit<Job, 'scheduled'> {
  /** Calls that are left after this one; less than 0: without end. */
  readonly left: number;
}

/** How a call ended: it succeeded where no reason says why not. */
export interface JobOutcome extends HeldJob {
  readonly failure?: { readonly message: string; readonly details: string };
}

/** What becomes of a job whose call failed. Times are in milliseconds. */
export interface RetryRules {
  /** First pause before the next try; it doubles each time. */
  readonly pause: number;
  readonly longestPause: number;
  /** A job is given up when it has been failing for so long. */
  readonly patience: number;
}
