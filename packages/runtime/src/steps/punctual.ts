import type { ClaimedTimer, DueTimer } from '@orchestrator/store';

/** What firing timers needs from its surroundings. */
export interface PunctualContext {
  /** Fires a timer. Does not throw. */
  readonly fire: (timer: ClaimedTimer) => Promise<void>;
  /** A clock for durations, in milliseconds. */
  readonly now: () => number;
}

/**
 * Holds timers that were claimed shortly before they are due, and fires each at its time: what it takes to claim them does
 * not make them late. None fires early, since the time that is left was told by the clock of the database.
 */
export class Punctual {
  readonly #context: PunctualContext;
  readonly #waiting = new Map<NodeJS.Timeout, ClaimedTimer>();
  readonly #firing = new Map<Promise<void>, ClaimedTimer>();

  constructor(context: PunctualContext) {
    this.#context = context;
  }

  /** How many timers have been claimed and not fired yet. */
  get size(): number {
    return this.#waiting.size + this.#firing.size;
  }

  /** Timers that have been claimed and not fired yet. */
  get held(): DueTimer[] {
    const timers = [...this.#waiting.values(), ...this.#firing.values()];
    return timers.map(({ instanceId, node, timer }) => ({ instanceId, node, timer }));
  }

  add(timer: ClaimedTimer): void {
    if (timer.late >= 0) return this.#fire(timer, timer.late);
    const { now } = this.#context;
    // Node's timers can be some part of a millisecond early.
    const due = now() - timer.late;
    const ring = (): void => {
      this.#waiting.delete(timeout);
      const left = due - now();
      if (left > 0) this.add({ ...timer, late: -left });
      else this.#fire(timer, now() - due);
    };
    const timeout = setTimeout(ring, Math.ceil(-timer.late));
    this.#waiting.set(timeout, timer);
  }

  /** Forgets those that are not due, whose leases are given up or run out, and waits for the others. */
  async stop(): Promise<void> {
    for (const timeout of this.#waiting.keys()) clearTimeout(timeout);
    this.#waiting.clear();
    await Promise.all(this.#firing.keys());
  }

  #fire(timer: ClaimedTimer, late: number): void {
    const fired = this.#context.fire({ ...timer, late }).finally(() => this.#firing.delete(fired));
    this.#firing.set(fired, timer);
  }
}
