import { advance } from '@orchestrator/engine';
import type {
  Advance,
  CallError,
  CloudEvent,
  Environment,
  Fact,
  Instance,
  Limits,
} from '@orchestrator/engine';
import type { Program } from '@orchestrator/definition';
import { StoreDataError, StoreDataTooLargeError } from '@orchestrator/store';
import type { MessageId, Store } from '@orchestrator/store';
import type { Settings } from '../configuration/settings.js';
import type { Turns } from '../limits/turns.js';
import type { Observer } from '../observer.js';
import type { Committer } from './committer.js';
import { extendedEvents } from './extended-events.js';
import type { EventExtensions } from './extended-events.js';
import { KeyedQueue } from './queue.js';
import { WarmInstances } from './warm-instances.js';

/** What a step needs from its surroundings. */
export interface StepperContext {
  readonly store: Store;
  readonly committer: Committer;
  readonly turns: Turns;
  readonly limits: Limits;
  /** Characters that an instance may have as JSON. */
  readonly maxInstanceLength: number;
  readonly lease: { readonly owner: string; readonly milliseconds: number };
  /** The Program of a definition hash. */
  readonly program: (hash: string) => Promise<Program>;
  /** What expressions of this instance can read beside what is stored. */
  readonly environment: (instance: Instance) => Environment;
  readonly now: () => number;
  readonly reports: (instance: Instance, step: CommittedStep) => readonly CloudEvent[];
  /** Carries out a step's effects; called after its commit, never before. */
  readonly committed: (instance: Instance, step: CommittedStep) => void;
  readonly observer: Observer;
  readonly eventExtensions: EventExtensions | undefined;
}

/** How an instance came to its newest committed form. */
export interface CommittedStep extends Pick<Advance, 'effects' | 'trace'> {
  readonly program: Program;
  readonly before: Instance;
}

/** Tells of a step that is about to be committed; the instance has the form that it will have then. */
export type StepReports = (
  instance: Instance,
  step: CommittedStep,
  settings: Settings,
) => readonly CloudEvent[];

/** Computes a step from the present form of an instance; the same instance without effects means: nothing to do. */
export type Step = (program: Program, instance: Instance) => Promise<Advance> | Advance;

/** What a fact or step did to an instance. */
export interface Stepped {
  /** The newest committed form. */
  readonly instance: Instance;
  /** False: it did not apply to the instance, and nothing was written. */
  readonly changed: boolean;
  /** True: the message that it came from has been consumed, by this step or by somebody else. */
  readonly consumed: boolean;
}

/** Instances with calls on their way that are kept in memory. */
const MAX_WARM = 1_000;

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
  readonly #warm = new WarmInstances(MAX_WARM);

  constructor(context: StepperContext) {
    this.#context = context;
  }

  /** Instances with a step on its way. */
  get active(): number {
    return this.#queue.size;
  }

  /**
   * Applies the first fact to an instance that is not stored yet; undefined when one of that id exists already.
   *
   * @param message - the message that wished for it
   */
  begin(
    created: Instance,
    fact: Fact = { type: 'started' },
    message?: MessageId,
  ): Promise<Instance | undefined> {
    return this.#queue.run(created.id, async () => {
      const began = performance.now();
      const program = await this.#context.program(created.definition);
      const { turns } = this.#context;
      const step = () => this.#stepWith(program, created, fact, message);
      const outcome = await turns.run(created.workflowId, step);
      if (typeof outcome === 'string') return undefined;
      this.#context.observer.stepped?.(created.workflowId, performance.now() - began);
      return outcome;
    });
  }

  /** Applies a fact; undefined when there is no such instance. */
  apply(instanceId: string, fact: Fact, message?: MessageId): Promise<Stepped | undefined> {
    return this.#repeated(instanceId, (program, instance) =>
      this.#stepWith(program, instance, fact, message),
    );
  }

  /**
   * Makes a step that is more than a fact; undefined when there is no such instance.
   *
   * @throws StoreDataError when what it gives cannot be stored, and whatever the step throws
   */
  change(instanceId: string, step: Step): Promise<Stepped | undefined> {
    return this.#repeated(instanceId, async (program, instance) =>
      this.#commit(program, instance, await step(program, instance), undefined),
    );
  }

  idle(): Promise<void> {
    return this.#queue.idle();
  }

  #repeated(
    instanceId: string,
    step: (program: Program, instance: Instance) => Promise<Instance | 'conflict' | 'consumed'>,
  ): Promise<Stepped | undefined> {
    return this.#queue.run(instanceId, async () => {
      const { observer, turns } = this.#context;
      const began = performance.now();
      for (let attempt = 0; attempt < MAX_CONFLICTS; attempt += 1) {
        const warm = this.#warm.get(instanceId);
        const instance = warm ?? (await this.#context.store.load(instanceId));
        if (!instance) return undefined;
        const program = await this.#context.program(instance.definition);
        const outcome = await turns.run(instance.workflowId, () => step(program, instance));
        if (outcome === 'consumed') return { instance, changed: false, consumed: true };
        if (outcome !== 'conflict' && outcome !== warm) {
          const changed = outcome !== instance;
          if (changed) observer.stepped?.(instance.workflowId, performance.now() - began);
          return { instance: outcome, changed, consumed: changed };
        }
        if (outcome === 'conflict') observer.conflicted?.(instance.workflowId);
        // Another process was faster, or the copy in memory is too old to know of the fact's node: look again.
        this.#warm.forget(instanceId);
      }
      throw new Error(
        `The run ${instanceId} changed ${MAX_CONFLICTS} times while one fact was applied to it.`,
      );
    });
  }

  async #stepWith(
    program: Program,
    instance: Instance,
    fact: Fact,
    message: MessageId | undefined,
  ): Promise<Instance | 'conflict' | 'consumed'> {
    try {
      return await this.#commit(program, instance, this.#advance(program, instance, fact), message);
    } catch (error) {
      if (!(error instanceof StoreDataError) || bringsOwnData(fact)) throw error;
      // What the fact was about is settled all the same: a repeated call would only be refused again.
      const rejected = rejection(instance, fact, error);
      // An instance that is nearly too large must have room for saying so.
      return this.#commit(program, instance, this.#advance(program, instance, rejected), message, Infinity);
    }
  }

  #advance(program: Program, instance: Instance, fact: Fact): Advance {
    const { now, limits, environment } = this.#context;
    return advance(program, instance, fact, now(), { limits, environment: environment(instance) });
  }

  async #commit(
    program: Program,
    before: Instance,
    result: Advance,
    message: MessageId | undefined,
    maxLength = this.#context.maxInstanceLength,
  ): Promise<Instance | 'conflict' | 'consumed'> {
    if (result.instance === before) return before;
    const instance: Instance = { ...result.instance, version: before.version + 1 };
    const { trace } = result;
    const { committer, lease, reports, eventExtensions } = this.#context;
    const events = reports(instance, { program, before, ...result });
    const node = `${instance.id}:0`;
    const effects = [
      ...extendedEvents(instance, result.effects, eventExtensions),
      ...events.map((event) => ({ type: 'publish', node, event }) as const),
    ];
    const outcome = await committer.commit({
      instance,
      effects,
      trace,
      maxLength,
      lease,
      ...(message !== undefined && { consumed: message }),
    });
    if (outcome !== 'committed') return outcome;
    if (effects.some((effect) => effect.type === 'call')) this.#warm.keep(instance);
    else this.#warm.forget(instance.id);
    this.#context.committed(instance, { program, before, effects, trace });
    return instance;
  }
}

/** Whether data that cannot be stored is the fault of the one who brought the fact, who is told so. */
function bringsOwnData({ type }: Fact): boolean {
  return type === 'data-replaced' || type === 'rewound';
}

/** The fact that takes the place of one whose outcome cannot be stored. */
function rejection(instance: Instance, fact: Fact, error: StoreDataError): Fact {
  const node = 'node' in fact && fact.node !== undefined ? { node: fact.node } : {};
  // An instance that stands still keeps what it is told for later, so that is what has to be exchanged.
  if (instance.state !== 'ACTIVE' && fact.type === 'call-succeeded') {
    const tries = fact.tries !== undefined && { tries: fact.tries };
    return { type: 'call-failed', node: fact.node, ...tries, error: notStorable(error) };
  }
  return { type: 'step-rejected', ...node, error: notStorable(error) };
}

function notStorable(error: StoreDataError): CallError {
  const { code } = error;
  if (error instanceof StoreDataTooLargeError)
    return { code, message: `The data of the run would be too large. ${error.message}` };
  return {
    code,
    message:
      "The data of this step can't be stored: it holds a value that the database refuses, such as the character U+0000.",
    cause: error.message,
  };
}
