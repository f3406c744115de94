import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@orchestrator/runtime';
import type { Job, JobOutcome, Jobs, RetryRules } from '@orchestrator/store';
import type { JobReports } from './job-reports.js';

/** What recording results needs from its surroundings. */
export interface JobResultsContext {
  readonly jobs: Jobs;
  readonly owner: string;
  readonly retry: RetryRules;
  readonly reports: JobReports;
  readonly logger: Logger;
}

interface Waiting {
  readonly outcome: JobOutcome;
  readonly done: (job: Job | undefined) => void;
}

/** Pause before results are recorded again that could not be, in milliseconds. */
const RETRY_PAUSE = 500;

/** How many results go in one statement at most. */
const LARGEST_GROUP = 500;

/**
 * Records how calls of jobs ended: those that end while a statement is on its way share the next one. What cannot be recorded
 * is tried again; whoever took the job over meanwhile decides instead.
 */
export class JobResults {
  readonly #context: JobResultsContext;
  readonly #closing = new AbortController();
  #waiting: Waiting[] = [];
  #recording: Promise<void> | undefined;

  constructor(context: JobResultsContext) {
    this.#context = context;
  }

  /** Answers how the job stands now; undefined when somebody else decides about it. */
  record(outcome: JobOutcome): Promise<Job | undefined> {
    const { promise, resolve } = Promise.withResolvers<Job | undefined>();
    this.#waiting.push({ outcome, done: resolve });
    this.#recording ??= this.#recordAll().finally(() => (this.#recording = undefined));
    return promise;
  }

  /** Records what is waiting, once. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#recording;
  }

  async #recordAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, LARGEST_GROUP);
      const jobs = await this.#settle(group.map(({ outcome }) => outcome));
      for (const { outcome, done } of group) done(jobs.get(outcome.id));
    }
  }

  async #settle(outcomes: readonly JobOutcome[]): Promise<ReadonlyMap<string, Job>> {
    const { jobs, owner, retry, reports, logger } = this.#context;
    for (;;) {
      try {
        const settled = await jobs.settle(owner, outcomes, retry, reports.source());
        if (settled.length > 0) reports.changed();
        for (const job of settled) this.#tell(job);
        return new Map(settled.map((job) => [job.scheduled.id, job]));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        logger.warn(`Results of ${outcomes.length} jobs could not be recorded; it is tried again. ${reason}`);
        if (this.#closing.signal.aborted) return new Map();
        await delay(RETRY_PAUSE, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      }
    }
  }

  #tell({ scheduled: { id, status, exceptionMessage, retries } }: Job): void {
    const { logger } = this.#context;
    if (status === 'ERROR')
      logger.error(
        `The job ${id} could not be called for too long and is a dead letter now, which can be replayed. ${exceptionMessage}`,
        { job: id },
      );
    else if (status === 'RETRY')
      logger.warn(`The call ${retries} of the job ${id} failed; it is tried again. ${exceptionMessage}`, {
        job: id,
      });
  }
}
