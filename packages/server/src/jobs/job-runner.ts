import type { HttpClient } from '@orchestrator/connectors';
import { Alarm } from '@orchestrator/runtime';
import type { Logger } from '@orchestrator/runtime';
import { GrowingPause } from '@orchestrator/store';
import type { JobOutcome, Store } from '@orchestrator/store';
import { HeldCall } from './held-call.js';
import { jobRequest } from './job-call.js';
import type { JobOptions } from './job-options.js';
import type { JobReports } from './job-reports.js';
import { JobResults } from './job-results.js';

/** What calling jobs needs from its surroundings. Times are in milliseconds. */
export interface JobRunnerContext {
  readonly store: Pick<Store, 'jobs' | 'onHandOver'>;
  readonly http: HttpClient;
  readonly options: JobOptions;
  /** Who this process is. */
  readonly owner: string;
  /** How long a process may be silent before others call its jobs. */
  readonly lease: number;
  /** Longest pause between two looks. */
  readonly interval: number;
  readonly reports: JobReports;
  readonly logger: Logger;
}

/** How many jobs one look claims at most; more due ones are claimed by the next look, which follows at once. */
const BATCH = 100;

/** Pause between two looks for jobs that are to be forgotten, and how many are forgotten at once. */
const PRUNE_INTERVAL = 60_000;
const PRUNE_BATCH = 1_000;

/** Pause between the start of a process and its first look, in milliseconds: first requests come first. */
const AFTER_START = 250;

/** Share of a lease after which its calls are given up; the rest is for clocks and timers that run late. */
const SURE_SHARE = 0.9;

/**
 * Calls jobs when they are due. Several processes may do so on one database: who has claimed a job calls it, and whoever wants
 * it cancelled waits for the end of the call, or of its lease. So no call goes on unless its lease is sure to last.
 */
export class JobRunner {
  readonly #context: JobRunnerContext;
  readonly #alarm = new Alarm(() => this.#look());
  readonly #pruning = new Alarm(() => this.#prune());
  readonly #pause: GrowingPause;
  readonly #calls = new Set<HeldCall>();
  readonly #results: JobResults;
  #heartbeat: NodeJS.Timeout | undefined;
  #unsubscribe: (() => void) | undefined;
  #idle: (() => void) | undefined;
  #isClosed = false;

  constructor(context: JobRunnerContext) {
    this.#context = context;
    this.#pause = new GrowingPause(context.interval);
    const { store, owner, options, reports, logger } = context;
    this.#results = new JobResults({ jobs: store.jobs, owner, retry: options.retry, reports, logger });
  }

  /** Begins to look for jobs that are due. */
  start(): void {
    this.#heartbeat = setInterval(() => void this.#renew(), this.#context.lease / 3);
    this.#unsubscribe = this.#context.store.onHandOver(() => this.#alarm.wakeIn(0));
    this.#alarm.wakeIn(AFTER_START);
    this.#pruning.wakeIn(PRUNE_INTERVAL);
  }

  /** Makes sure that jobs are looked for no later than this many milliseconds from now. */
  wakeIn(milliseconds: number): void {
    this.#alarm.wakeIn(milliseconds);
  }

  /** Claims no more jobs and waits for the calls on their way, not longer than so many milliseconds. */
  async drain(milliseconds: number): Promise<void> {
    await this.#alarm.stop();
    if (this.#calls.size === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#idle = resolve;
    const timer = setTimeout(resolve, milliseconds);
    await promise;
    clearTimeout(timer);
  }

  /** Gives up the calls on their way, whose jobs are called again by the next process. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#heartbeat);
    this.#unsubscribe?.();
    await Promise.all([this.#alarm.stop(), this.#pruning.stop()]);
    await this.#results.close();
    for (const call of this.#calls) call.giveUp();
    this.#idle?.();
    await this.#context.store.jobs
      .release(this.#context.owner)
      .catch((error: unknown) => this.#warn('Jobs could not be given up; their leases run out', error));
  }

  async #look(): Promise<number> {
    const { store, owner, lease: leaseMs, interval, options, reports } = this.#context;
    const limit = Math.min(BATCH, options.maxCalls - this.#calls.size);
    // The end of a call wakes it.
    if (limit <= 0) return interval;
    const asked = performance.now();
    try {
      const jobs = await store.jobs.claim({ owner, leaseMs, limit }, reports.source());
      // Claimed so long ago that somebody else may have them by now: they are left to the end of the lease.
      if (performance.now() - asked > leaseMs / 2) return 0;
      for (const job of jobs) void this.#carryOut(new HeldCall(job, this.#sureEnd(asked)));
      this.#pause.reset();
      if (jobs.length === limit) return 0;
      return Math.min((await store.jobs.millisecondsToNext()) ?? interval, interval);
    } catch (error) {
      this.#warn('Jobs could not be looked up; it will be tried again', error);
      return this.#pause.next();
    }
  }

  async #carryOut(call: HeldCall): Promise<void> {
    this.#calls.add(call);
    const failure = await this.#call(call);
    call.release();
    const { id, revision } = call.job;
    // What was given up is called again by whoever claims it next.
    const settled = this.#isClosed
      ? undefined
      : await this.#results.record({ id, revision, ...(failure && { failure }) });
    if (this.#calls.size >= this.#context.options.maxCalls) this.#alarm.wakeIn(0);
    // Whether it is to be called again, and when, is looked up.
    else if (settled?.scheduled.status === 'RETRY') this.#alarm.wakeIn(this.#context.options.retry.pause);
    else if (settled?.scheduled.status === 'SCHEDULED')
      this.#alarm.wakeIn(Date.parse(settled.scheduled.expirationTime) - Date.now());
    this.#calls.delete(call);
    if (this.#calls.size === 0) this.#idle?.();
  }

  /** Answers why it failed. */
  async #call({ job, signal }: HeldCall): Promise<JobOutcome['failure']> {
    const { http, options } = this.#context;
    try {
      const { status, statusText } = await http.send(jobRequest(job, options.timeout), signal);
      if (status >= 200 && status <= 299) return undefined;
      return { message: `The recipient answered with status ${status}.`, details: `${status} ${statusText}` };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { message, details: error instanceof Error ? error.name : '' };
    }
  }

  /** A call whose lease is lost, or whose job is to be cancelled, is given up. */
  async #renew(): Promise<void> {
    const { store, owner, lease } = this.#context;
    const held = [...this.#calls];
    if (held.length === 0) return;
    const asked = performance.now();
    try {
      const own = new Set(
        await store.jobs.renew(
          owner,
          lease,
          held.map(({ job }) => job),
        ),
      );
      for (const call of held) {
        if (own.has(call.job.id)) call.holdUntil(this.#sureEnd(asked));
        else call.giveUp();
      }
    } catch (error) {
      this.#warn('Leases of jobs could not be renewed; it will be tried again', error);
    }
  }

  /** Until when a lease surely lasts that was asked for at a moment of `performance.now()`. */
  #sureEnd(asked: number): number {
    return asked + this.#context.lease * SURE_SHARE;
  }

  async #prune(): Promise<number> {
    const { store, options } = this.#context;
    try {
      return (await store.jobs.prune(options.memory, PRUNE_BATCH)) === PRUNE_BATCH ? 0 : PRUNE_INTERVAL;
    } catch (error) {
      this.#warn('Old jobs could not be forgotten; it will be tried again', error);
      return PRUNE_INTERVAL;
    }
  }

  #warn(what: string, error: unknown): void {
    if (this.#alarm.stopped && !this.#isClosed) return;
    this.#context.logger.warn(`${what}. ${error instanceof Error ? error.message : String(error)}`);
  }
}
