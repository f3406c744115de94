import { advance } from '@orchestrator/engine';
import type {
  Advance,
  CallError,
  Effect,
  Fact,
  Instance,
  Limits,
  NodeInstanceId,
} from '@orchestrator/engine';
import type { Program } from '@orchestrator/definition';
import { StoreDataError } from '@orchestrator/store';
import type { Store } from '@orchestrator/store';
import type { Committer } from './committer.js';
import { KeyedQueue } from './queue.js';

/** What a step needs from its surroundings. */
export interface StepperContext {
  readonly store: Store;
  readonly committer: Committer;
  readonly limits: Limits;
  readonly lease: { readonly owner: string; readonly milliseconds: number };
  /** The Program of a definition hash. */
  readonly program: (hash: string) => Promise<Program>;
  readonly now: () => number;
  /** Carries out a step's effects; called after its commit, never before. */
  readonly committed: (instance: Instance, effects: readonly Effect[]) => void;
}

/** Times that a step is repeated on newer states before it gives up; each repetition means that somebody else won. */
const MAX_CONFLICTS = 50;

/**
 * Applies facts to instances: load, advance, commit, then effects (design: runtime, "One step").
 *
 * Facts of one instance are applied one after the other. Another process may still be faster; then the version
 * conflicts, and the fact is applied again to the newer state.
 */
export class Stepper {
  readonly #queue = new KeyedQueue();
  readonly #context: StepperContext;
  /** Newest committed form of instances that have calls on their way, so that answers need no reload. */
  readonly #warm = new Map<string, Instance>();

  constructor(context: StepperContext) {
    this.#context = context;
  }

  /** Instances with a step on its way. */
  get active(): number {
    return this.#queue.size;
  }

  /** Applies the first fact to an instance that is not stored yet. */
  begin(created: Instance): Promise<Instance> {
    return this.#queue.run(created.id, async () => {
      const program = await this.#context.program(created.definition);
      const outcome = await this.#step(program, created, { type: 'started' }, []);
      if (outcome === 'conflict') throw new Error(`The run ${created.id} exists already.`);
      return outcome;
    });
  }

  /** Applies a fact; undefined when there is no such instance. */
  apply(instanceId: string, fact: Fact): Promise<Instance | undefined> {
    return this.#queue.run(instanceId, async () => {
      for (let attempt = 0; attempt < MAX_CONFLICTS; attempt += 1) {
        const warm = this.#warm.get(instanceId);
        const instance = warm ?? (await this.#context.store.load(instanceId));
        if (!instance) return undefined;
        const program = await this.#context.program(instance.definition);
        const outcome = await this.#step(program, instance, fact, nodesOf(fact));
        if (outcome !== 'conflict' && outcome !== warm) {
          if (outcome === instance) await this.#forget(instanceId, fact);
          return outcome;
        }
        // Another process was faster, or the copy in memory is too old to know of the fact's node: look again.
        this.#warm.delete(instanceId);
      }
      throw new Error(
        `The run ${instanceId} changed ${MAX_CONFLICTS} times while one fact was applied to it.`,
      );
    });
  }

  /** A fact that no longer applies leaves a row behind that would bring it back for ever. */
  async #forget(instanceId: string, fact: Fact): Promise<void> {
    await this.#context.store.discard(nodesOf(fact).map((node) => ({ instanceId, node })));
  }

  idle(): Promise<void> {
    return this.#queue.idle();
  }

  async #step(
    program: Program,
    instance: Instance,
    fact: Fact,
    settled: readonly NodeInstanceId[],
  ): Promise<Instance | 'conflict'> {
    const { now, limits } = this.#context;
    const result = advance(program, instance, fact, now(), limits);
    try {
      return await this.#commit(instance, result, settled);
    } catch (error) {
      if (!(error instanceof StoreDataError) || fact.type === 'step-rejected') throw error;
      // What the fact was about is settled all the same: a repeated call would only be refused again.
      return this.#step(program, instance, { type: 'step-rejected', error: notStorable(error) }, settled);
    }
  }

  async #commit(
    before: Instance,
    result: Advance,
    settled: readonly NodeInstanceId[],
  ): Promise<Instance | 'conflict'> {
    if (result.instance === before) return before;
    const instance: Instance = { ...result.instance, version: before.version + 1 };
    const { committer, lease } = this.#context;
    const outcome = await committer.commit({
      instance,
      effects: result.effects,
      trace: result.trace,
      settled,
      lease,
    });
    if (outcome === 'conflict') return 'conflict';
    if (result.effects.some((effect) => effect.type === 'call')) this.#warm.set(instance.id, instance);
    else this.#warm.delete(instance.id);
    this.#context.committed(instance, result.effects);
    return instance;
  }
}

/** The nodes whose rows a fact settles. */
function nodesOf(fact: Fact): readonly NodeInstanceId[] {
  return 'node' in fact ? [fact.node] : [];
}

function notStorable(error: StoreDataError): CallError {
  return {
    code: 'data-not-storable',
    message:
      "The data of this step can't be stored: it holds a value that the database refuses, such as the character U+0000.",
    cause: error.message,
  };
}
