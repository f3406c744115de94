import { Counts } from './counts.js';
import { FairQueue } from './fair-queue.js';

/** What giving turns needs from its surroundings. */
export interface TurnsContext {
  /** Steps of one workflow that may be between their computation and the end of their commit. */
  readonly maxOfWorkflow: (workflowId: string) => number;
  /** A clock for durations, in milliseconds. */
  readonly now: () => number;
}

/** Computation after which timers and sockets get their chance, in milliseconds. */
const SLICE = 20;

/** What a turn costs at least, in milliseconds: its commit takes its share of the database. */
const LEAST_COST = 0.1;

/**
 * Lets steps compute one after the other, in an order that is fair to workflows by the time that they really take: one
 * with expensive expressions, or with thousands of runs, delays another only by its share. Steps that wait for their commit
 * are bounded for each workflow, which keeps the line of the commits short for all.
 */
export class Turns {
  readonly #context: TurnsContext;
  readonly #waiting = new FairQueue<() => void>();
  readonly #running = new Counts();
  /** When each step that is not committed yet began, the oldest first. */
  readonly #began = new Set<{ readonly at: number }>();
  /** Milliseconds computed since sockets had their chance last. */
  #spent = 0;
  #pausing = false;
  #giving = false;

  constructor(context: TurnsContext) {
    this.#context = context;
  }

  /** Steps that wait for their turn. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** For how long the oldest of the present steps has been waiting for its commit, in milliseconds. */
  get delay(): number {
    const [oldest] = this.#began;
    return oldest ? this.#context.now() - oldest.at : 0;
  }

  /**
   * Runs a step once it is its turn.
   *
   * @param step - computes before it first waits for something, and is not over before its commit
   */
  run<T>(workflowId: string, step: () => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#waiting.add(workflowId, () => {
      this.#begin(workflowId, step).then(resolve, reject);
    });
    this.#give();
    return promise;
  }

  #give(): void {
    // A step's beginning may ask for another turn.
    if (this.#giving) return;
    this.#giving = true;
    while (this.#spent < SLICE) {
      const next = this.#waiting.take((id) => this.#running.of(id) < this.#context.maxOfWorkflow(id));
      if (!next) break;
      next();
    }
    this.#giving = false;
  }

  async #begin<T>(workflowId: string, step: () => Promise<T>): Promise<T> {
    const { now } = this.#context;
    const began = { at: now() };
    this.#began.add(began);
    this.#running.add(workflowId);
    try {
      const result = step();
      const cost = now() - began.at;
      this.#waiting.charge(workflowId, Math.max(cost, LEAST_COST));
      this.#spend(cost);
      return await result;
    } finally {
      this.#began.delete(began);
      this.#running.remove(workflowId);
      this.#give();
    }
  }

  #spend(cost: number): void {
    this.#spent += cost;
    if (this.#pausing) return;
    this.#pausing = true;
    setImmediate(() => {
      this.#pausing = false;
      this.#spent = 0;
      this.#give();
    });
  }
}
