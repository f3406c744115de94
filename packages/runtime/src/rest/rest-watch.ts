import type { Instance, Wait } from '@orchestrator/engine';
import { waitsOf } from './waits.js';

/** What telling whether instances rest needs from its surroundings. */
export interface RestContext {
  readonly load: (instanceId: string) => Promise<Instance | undefined>;
  /** Longest time that somebody is kept waiting, in milliseconds. */
  readonly patience: number;
}

/** Somebody who waits for an instance to rest. */
interface Watcher {
  readonly instanceId: string;
  /** Looks whether the instance rests; `known` is its newest form, when that is at hand. */
  readonly check: (known?: Instance) => void;
  readonly answerNow: () => void;
}

/** A wait for rest that has been prepared. */
export interface Rest {
  /**
   * The instance once it no longer goes on alone, or in its newest form when that takes longer than one can be kept
   * waiting, or when the process stops.
   *
   * @param first - a committed form that is newer than the preparation
   */
  from(first: Instance): Promise<Instance>;
  /** Ends the wait. */
  stop(): void;
}

/** Pause between two looks at subflows, which other processes may be carrying on, in milliseconds. */
const CHILD_INTERVAL = 1_000;

/**
 * Waits until instances rest: have ended, or wait on every path for something outside, for instance an event or a timer.
 * A subflow that goes on alone keeps its parent from resting. A synchronous start is answered then (workflow-runtime.md 4.1).
 */
export class RestWatch {
  readonly #context: RestContext;
  /** By the outermost instance, since a subflow's step can bring its parents to rest. */
  readonly #watchers = new Map<string, Set<Watcher>>();

  constructor(context: RestContext) {
    this.#context = context;
  }

  /** Prepares to wait for an instance, from before its step is committed. */
  prepare(instanceId: string, rootId: string): Rest {
    const { promise, resolve, reject } = Promise.withResolvers<Instance>();
    // Nobody may be waiting for it any more when it fails.
    promise.catch(() => undefined);
    let hasChildren = false;
    const check = (known?: Instance): void => {
      if (known) {
        const waits = waitsOf(known);
        hasChildren = waits.some((wait) => wait.for === 'child');
        if (goesOn(known, waits)) return;
      }
      this.#restingForm(instanceId, known).then((instance) => instance && resolve(instance), reject);
    };
    const answerNow = (): void => {
      this.#context.load(instanceId).then((instance) => instance && resolve(instance), reject);
    };
    const watcher: Watcher = { instanceId, check, answerNow };
    const watchers = this.#watchers.get(rootId) ?? new Set();
    this.#watchers.set(rootId, watchers.add(watcher));
    const patience = setTimeout(answerNow, this.#context.patience);
    let looks: NodeJS.Timeout | undefined;
    const stop = (): void => {
      clearTimeout(patience);
      clearInterval(looks);
      watchers.delete(watcher);
      if (watchers.size === 0 && this.#watchers.get(rootId) === watchers) this.#watchers.delete(rootId);
    };
    const from = (first: Instance): Promise<Instance> => {
      check(first);
      looks = setInterval(() => hasChildren && check(), CHILD_INTERVAL);
      return promise;
    };
    return { from, stop };
  }

  /** Tells of a commit. */
  committed(instance: Instance): void {
    const rootId = instance.parent?.rootInstanceId ?? instance.id;
    for (const watcher of this.#watchers.get(rootId) ?? [])
      watcher.check(watcher.instanceId === instance.id ? instance : undefined);
  }

  /** Answers everybody with what is committed. */
  answerAll(): void {
    for (const watchers of this.#watchers.values()) for (const { answerNow } of watchers) answerNow();
  }

  async #restingForm(instanceId: string, known: Instance | undefined): Promise<Instance | undefined> {
    const instance = known ?? (await this.#context.load(instanceId));
    return instance && (await this.#rests(instance)) ? instance : undefined;
  }

  async #rests(instance: Instance): Promise<boolean> {
    if (instance.state !== 'ACTIVE') return true;
    const waits = waitsOf(instance);
    if (goesOn(instance, waits)) return false;
    for (const wait of waits) {
      if (wait.for !== 'child') continue;
      const child = await this.#context.load(wait.current ?? wait.instanceId);
      // One that has not been started yet will be; one that has ended is about to tell its parent.
      if (!child || child.state === 'COMPLETED' || child.state === 'ABORTED') return false;
      if (!(await this.#rests(child))) return false;
    }
    return true;
  }
}

/** Whether an instance goes on alone on one of its paths at least. */
function goesOn({ state }: Instance, waits: readonly Wait[]): boolean {
  return state === 'ACTIVE' && waits.some((wait) => wait.for === 'call' || wait.for === 'turn');
}
