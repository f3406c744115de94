import { setTimeout as delay } from 'node:timers/promises';
import type { Job, JobOrder, JobSchedule, Store } from '@orchestrator/store';
import { HttpProblem } from '../http/problem.js';
import type { JobReports } from './job-reports.js';

/** What requests about jobs work with. */
export interface JobDeskContext {
  readonly store: Pick<Store, 'jobs'>;
  readonly reports: JobReports;
  /** Makes sure that jobs which are due in so many milliseconds are looked for. */
  readonly wakeIn: (milliseconds: number) => void;
}

/** First and longest pause before a job that is being called is asked for again, in milliseconds. */
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 250;

/** How long a change waits for the end of a call, which may take minutes, in milliseconds. */
const PATIENCE = 10_000;
/** A cancellation ends calls, at the next renewal of their lease at the latest, or with the lease. */
const CANCEL_PATIENCE = 60_000;

/** Orders, changes and cancels jobs. While a job is being called, these wait for the end of the call. */
export class JobDesk {
  readonly #context: JobDeskContext;

  constructor(context: JobDeskContext) {
    this.#context = context;
  }

  /** @throws HttpProblem 500 when the job that has this id is being called for too long */
  async create(order: JobOrder): Promise<Job> {
    const { store, reports, wakeIn } = this.#context;
    const job = await patiently(PATIENCE, () => store.jobs.create(order, reports.source()));
    if (job === 'busy') throw busy(order.id);
    reports.changed();
    wakeIn(order.expirationTime - Date.now());
    return job;
  }

  find(id: string): Promise<Job | undefined> {
    return this.#context.store.jobs.load(id);
  }

  /**
   * Cancels a job: no call of it begins after the answer. Undefined when there is none, or it ended otherwise, also by a call
   * that was on its way.
   */
  async cancel(id: string): Promise<Job | undefined> {
    const { store, reports } = this.#context;
    let waited = false;
    const job = await patiently(CANCEL_PATIENCE, async () => {
      const cancelled = await store.jobs.cancel(id, reports.source());
      waited ||= cancelled === 'busy';
      return cancelled;
    });
    if (job === 'busy') throw busy(id);
    reports.changed();
    if (job || !waited) return job;
    // The end of its call may have been the moment to cancel it.
    const ended = await store.jobs.loadEnded(id);
    return ended?.scheduled.status === 'CANCELED' ? ended : undefined;
  }

  /** Undefined when there is no such job, or it is over. @throws HttpProblem 500 when it is being called for too long */
  async reschedule(id: string, schedule: Partial<JobSchedule>): Promise<Job | undefined> {
    const { store, reports, wakeIn } = this.#context;
    const job = await patiently(PATIENCE, () => store.jobs.reschedule(id, schedule, reports.source()));
    if (job === 'busy') throw busy(id);
    reports.changed();
    if (job) wakeIn(Date.parse(job.scheduled.expirationTime) - Date.now());
    return job;
  }
}

/** Repeats what a call prevents, until the call is over. */
async function patiently<T>(patience: number, attempt: () => Promise<T | 'busy'>): Promise<T | 'busy'> {
  const end = Date.now() + patience;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const answer = await attempt();
    if (answer !== 'busy' || Date.now() >= end) return answer;
    await delay(pause);
  }
}

function busy(id: string): HttpProblem {
  return new HttpProblem(500, 'job-busy', `The job ${id} is being called; try again later.`);
}
