import type { Effect } from '@orchestrator/engine';
import { StoreDataError } from '@orchestrator/store';
import type { Change, CommitOutcome, Store, WaitingNode } from '@orchestrator/store';
import type { Observer } from '../observer.js';

/** Most changes that share a transaction; larger groups were measured to be slower for each change. */
const MAX_GROUP = 100;

/** Most transactions on their way at once. More than one, so that the database works while this process does, too. */
const MAX_FLUSHES = 3;

/** Fewest changes for which a further transaction is begun. Fewer share the next one, which costs less for each. */
const LEAST_GROUP = 32;

interface Waiting {
  readonly change: Change;
  readonly resolve: (outcome: CommitOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: changes that arrive while a transaction is on its way share the next one.
 *
 * Under no load a change waits for nobody; under load the cost of a commit is shared by many instances. Transactions that
 * are on their way together hold different instances, since each instance takes one step at a time.
 */
export class Committer {
  readonly #store: Store;
  readonly #observer: Observer;
  #waiting: Waiting[] = [];
  /** Changes with calls, until those who carry the calls out know of them. */
  readonly #withCalls = new Set<Change>();
  #flushes = 0;
  #beginning = false;

  constructor(store: Store, observer: Observer) {
    this.#store = store;
    this.#observer = observer;
  }

  /** Changes that wait for the group that is being written. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Writes a change and answers once its fate is known.
   *
   * @throws StoreDataError when this very change cannot be stored; others of its group are not affected
   */
  commit(change: Change): Promise<CommitOutcome> {
    const { promise, resolve, reject } = Promise.withResolvers<CommitOutcome>();
    this.#waiting.push({ change, resolve, reject });
    this.#begin();
    return change.effects.some(isCall) ? this.#remember(change, promise) : promise;
  }

  /** Calls that are being stored, and may be leased to this process already. */
  get calls(): WaitingNode[] {
    return [...this.#withCalls].flatMap(({ instance: { id: instanceId }, effects }) =>
      effects.filter(isCall).map(({ node }) => ({ instanceId, node })),
    );
  }

  async #remember(change: Change, committed: Promise<CommitOutcome>): Promise<CommitOutcome> {
    this.#withCalls.add(change);
    try {
      return await committed;
    } finally {
      // Whoever waits for the commit hands its calls on before that.
      setImmediate(() => this.#withCalls.delete(change));
    }
  }

  #begin(): void {
    if (this.#beginning) return;
    this.#beginning = true;
    // All changes of the same moment join the first group.
    queueMicrotask(() => {
      this.#beginning = false;
      while (this.#mayBegin()) void this.#flushNext();
    });
  }

  #mayBegin(): boolean {
    const least = this.#flushes === 0 ? 1 : LEAST_GROUP;
    return this.#flushes < MAX_FLUSHES && this.#waiting.length >= least;
  }

  async #flushNext(): Promise<void> {
    this.#flushes += 1;
    await this.#flush(this.#waiting.splice(0, MAX_GROUP));
    this.#flushes -= 1;
    this.#begin();
  }

  async #flush(group: readonly Waiting[]): Promise<void> {
    const began = performance.now();
    try {
      const outcomes = await this.#store.commit(group.map(({ change }) => change));
      this.#observer.flushed?.(group.length, performance.now() - began, false);
      group.forEach(({ resolve }, index) => resolve(outcomes[index] ?? 'conflict'));
    } catch (error) {
      this.#observer.flushed?.(group.length, performance.now() - began, true);
      if (error instanceof StoreDataError && group.length > 1) await this.#flushSingly(group);
      else for (const { reject } of group) reject(error);
    }
  }

  /** Finds the change that cannot be stored by writing each on its own. */
  async #flushSingly(group: readonly Waiting[]): Promise<void> {
    this.#observer.parted?.(group.length);
    for (const waiting of group) await this.#flush([waiting]);
  }
}

function isCall(effect: Effect): effect is Extract<Effect, { type: 'call' }> {
  return effect.type === 'call';
}
