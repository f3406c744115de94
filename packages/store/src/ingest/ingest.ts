import type { LifecycleEvent } from './lifecycle-event.js';

/** Takes in what other runtimes tell of their workflows, runs, jobs and user tasks. */
export interface Ingest {
  /**
   * Stores what these events tell, in one transaction. One that was taken before, by source and id, changes nothing; nor
   * does one that is about a run or a job of the engine's own, which the index shows anyway.
   *
   * What is stored is what the events say when they are sorted by time, those of the same time by their arrival,
   * whatever the order in which they come.
   *
   * @throws StoreDataError when PostgreSQL cannot store one of the values, StoreDataTooLargeError when one is too long;
   *   nothing of these events is stored then
   * @throws StoreUnavailableError
   */
  take(events: readonly LifecycleEvent[]): Promise<void>;
  /**
   * What a request to the runtime of a run needs; undefined for one that was not ingested.
   *
   * @throws StoreUnavailableError
   */
  instance(id: string): Promise<IngestedTarget | undefined>;
  /** The same for a job: where it is looked after. @throws StoreUnavailableError */
  job(id: string): Promise<Omit<IngestedTarget, 'workflowId'> | undefined>;
  /** The same for a user task. @throws StoreUnavailableError */
  task(id: string): Promise<IngestedTask | undefined>;
  /** Which user task has this comment or attachment. @throws StoreUnavailableError */
  taskOf(part: 'comment' | 'attachment', id: string): Promise<IngestedTask | undefined>;
}

/** Something of another runtime that may be asked to do something. */
export interface IngestedTarget {
  readonly id: string;
  readonly workflowId: string;
  /** `source` of the newest event about its state; null when no event had one. */
  readonly endpoint: string | null;
}

/** A user task of another runtime. */
export interface IngestedTask extends IngestedTarget {
  readonly instanceId: string | null;
  readonly name: string | null;
  readonly externalReferenceId: string | null;
}
