import { OverloadedError, TooManyStartsError } from '../errors.js';
import { Counts } from './counts.js';
import { TokenBucket } from './token-bucket.js';
import type { WorkflowLimits } from './workflow-limits.js';

/** What admitting starts needs from its surroundings. */
export interface StartGateContext {
  readonly limits: (workflowId: string) => WorkflowLimits;
  /** Runs that the process works on at once. */
  readonly maxRuns: number;
  /** Longest time that a start may wait for its workflow's limits, in milliseconds. */
  readonly patience: number;
  /** Longest time that commits may take while starts are admitted, in milliseconds. */
  readonly maxCommitDelay: number;
  /** How long commits take at present, in milliseconds. */
  readonly commitDelay: () => number;
  /** Calls that the process has taken on, of a workflow and in all. */
  readonly calls: { of(workflowId: string): number; readonly total: number };
  /** A clock for durations, in milliseconds. */
  readonly now: () => number;
}

/** A start that waits for its workflow's limits. */
interface WaitingStart {
  readonly admit: () => void;
  readonly refuse: (error: Error) => void;
}

/** Says when whoever admits a start has carried it out. */
type Leave = () => void;

/**
 * Lets starts in that somebody asks for, or refuses them early: what is accepted is carried out soon. What is durable
 * already (events, subflows, timers, schedules) does not come through here: it is never refused.
 */
export class StartGate {
  readonly #context: StartGateContext;
  /** Starts that have been admitted and are not committed yet. */
  readonly #admitted = new Counts();
  readonly #waiting = new Map<string, WaitingStart[]>();
  readonly #buckets = new Map<string, TokenBucket>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #stopped = false;

  constructor(context: StartGateContext) {
    this.#context = context;
  }

  /**
   * Answers once a start may be carried out.
   *
   * @returns to be called when the start is committed, or has failed
   * @throws OverloadedError when the process has no room or the database is slow, TooManyStartsError when the workflow has
   * used up its limits
   */
  async admit(workflowId: string): Promise<Leave> {
    this.#refuseWhenBusy();
    const line = this.#waiting.get(workflowId);
    const wait = line ? this.#waitOf(workflowId, line.length) : this.#tryEnter(workflowId);
    if (wait > 0) await this.#enterLater(workflowId, wait);
    return () => {
      this.#admitted.remove(workflowId);
      this.freed(workflowId);
    };
  }

  /** Tells that a run of a workflow is worked on no more. */
  freed(workflowId: string): void {
    const line = this.#waiting.get(workflowId);
    if (!line) return;
    for (let next = line[0]; next; next = line[0]) {
      const wait = this.#tryEnter(workflowId);
      if (wait > 0) return this.#lookIn(workflowId, wait);
      line.shift();
      next.admit();
    }
    this.#waiting.delete(workflowId);
  }

  /** Admits nobody any more. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const { refuse } of [...this.#waiting.values()].flat()) refuse(stopping());
    this.#waiting.clear();
  }

  #refuseWhenBusy(): void {
    const { maxRuns, maxCommitDelay, calls, commitDelay } = this.#context;
    if (this.#stopped) throw stopping();
    if (calls.total + this.#admitted.total >= maxRuns)
      throw new OverloadedError(`${maxRuns} runs are being worked on already; try again in a moment.`);
    if (commitDelay() > maxCommitDelay)
      throw new OverloadedError('The database is slow, so no run is started now; try again in a moment.', 5);
  }

  /** Lets a start in; answers 0, or the milliseconds after which to try again, Infinity for when a run is done. */
  #tryEnter(workflowId: string): number {
    const { limits, calls, now } = this.#context;
    const { runs, startsPerSecond: rate, startBurst: burst } = limits(workflowId);
    if (calls.of(workflowId) + this.#admitted.of(workflowId) >= runs) return Number.POSITIVE_INFINITY;
    if (rate !== Number.POSITIVE_INFINITY) {
      const bucket = this.#buckets.get(workflowId) ?? new TokenBucket(burst, now());
      this.#buckets.set(workflowId, bucket);
      const wait = bucket.take(rate, burst, now());
      if (wait > 0) return wait;
    }
    this.#admitted.add(workflowId);
    return 0;
  }

  /** How long a start has to wait behind others, as far as that can be told, in milliseconds. */
  #waitOf(workflowId: string, ahead: number): number {
    const { startsPerSecond } = this.#context.limits(workflowId);
    return Math.max(1, (ahead / startsPerSecond) * 1_000);
  }

  async #enterLater(workflowId: string, wait: number): Promise<void> {
    const { limits, patience } = this.#context;
    const line = this.#waiting.get(workflowId) ?? [];
    const tooLong = wait !== Number.POSITIVE_INFINITY && wait > patience;
    if (tooLong || line.length >= limits(workflowId).queuedStarts)
      throw new TooManyStartsError(workflowId, tooLong ? wait : patience);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const start = { admit: resolve, refuse: reject };
    line.push(start);
    this.#waiting.set(workflowId, line);
    if (line.length === 1) this.#lookIn(workflowId, wait);
    const timer = setTimeout(() => {
      this.#remove(workflowId, start);
      reject(new TooManyStartsError(workflowId, patience));
    }, patience);
    await promise.finally(() => clearTimeout(timer));
  }

  #remove(workflowId: string, start: WaitingStart): void {
    const line = this.#waiting.get(workflowId);
    const index = line?.indexOf(start) ?? -1;
    if (index >= 0) line?.splice(index, 1);
    if (line?.length === 0) this.#waiting.delete(workflowId);
  }

  #lookIn(workflowId: string, milliseconds: number): void {
    clearTimeout(this.#timers.get(workflowId));
    this.#timers.delete(workflowId);
    if (milliseconds === Number.POSITIVE_INFINITY) return;
    const timer = setTimeout(() => this.freed(workflowId), milliseconds);
    this.#timers.set(workflowId, timer);
  }
}

function stopping(): OverloadedError {
  return new OverloadedError('The server is stopping; try again in a moment.');
}
