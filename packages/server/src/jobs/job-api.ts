import type { Job, JobOrder, JobSchedule, ScheduledJob } from '@orchestrator/store';

/** What the Jobs API and the mutations of the data index do about jobs, the engine's own timers among them. */
export interface JobApi {
  create(order: JobOrder): Promise<Job>;
  /** A job that is not over. */
  find(id: string): Promise<ShownJob | undefined>;
  /** Undefined when there is no such job, or it is over. No call of it begins after the answer. */
  cancel(id: string): Promise<ShownJob | undefined>;
  /** Undefined when there is no such job, or it is over. */
  reschedule(id: string, schedule: Partial<JobSchedule>): Promise<ShownJob | undefined>;
}

/** A job as it is answered. A timer of the engine has no recipient: it is the engine that goes on. */
export interface ShownJob extends Omit<Job, 'recipient'> {
  readonly scheduled: ScheduledJob;
  readonly recipient: Job['recipient'] | null;
}
