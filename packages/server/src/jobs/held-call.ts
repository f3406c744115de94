import type { ClaimedJob } from '@orchestrator/store';

/**
 * The call of a job that this process has claimed. It is given up when its lease runs out, also where the database does not
 * answer whether it has: from then on others may call the job, or cancel it.
 */
export class HeldCall {
  readonly job: ClaimedJob;
  readonly #stop = new AbortController();
  #end = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param end - when it is given up unless its lease is renewed, as `performance.now()` counts */
  constructor(job: ClaimedJob, end: number) {
    this.job = job;
    this.holdUntil(end);
  }

  /** Fires when the call is given up. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Its lease was renewed. What answers late moves no end forward that a later renewal has set. */
  holdUntil(end: number): void {
    if (end <= this.#end) return;
    this.#end = end;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.giveUp(), end - performance.now());
  }

  /** Ends the call wherever it is. */
  giveUp(): void {
    this.#stop.abort();
    this.release();
  }

  /** To be called when the call has ended. */
  release(): void {
    clearTimeout(this.#timer);
    this.#end = Infinity;
  }
}
