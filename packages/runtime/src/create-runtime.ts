import { randomUUID } from 'node:crypto';
import { createInstance } from '@orchestrator/engine';
import type { Effect, Instance } from '@orchestrator/engine';
import { StoreDataError } from '@orchestrator/store';
import type { PendingCall } from '@orchestrator/store';
import { v7 as uuidv7 } from 'uuid';
import { Catalogue } from './definitions/catalogue.js';
import { WorkflowFolder } from './definitions/workflow-folder.js';
import { InvalidInputError, OverloadedError, UnknownInstanceError, UnknownWorkflowError } from './errors.js';
import { defaultSettings } from './options.js';
import type { RuntimeOptions, RuntimeSettings } from './options.js';
import type { Runtime, StartRequest } from './runtime.js';
import { Caller } from './steps/caller.js';
import { Committer } from './steps/committer.js';
import { Recovery } from './steps/recovery.js';
import { Stepper } from './steps/stepper.js';

import { goesOnAlone, waitsForCall } from './goes-on.js';

/**
 * Opens a runtime: reads the workflows folder, takes up what earlier processes left behind, and begins to watch.
 *
 * @example
 * const runtime = await createRuntime({ store, workflows: 'workflows', connectors, logger });
 * const instance = await runtime.start({ workflowId: 'greeting', data: { language: 'English' } });
 */
export async function createRuntime(options: RuntimeOptions): Promise<Runtime> {
  const runtime = new DurableRuntime(options);
  await runtime.open();
  return runtime;
}

class DurableRuntime implements Runtime {
  readonly definitions: Catalogue;
  readonly #options: RuntimeOptions;
  readonly #settings: RuntimeSettings;
  readonly #folder: WorkflowFolder;
  readonly #stepper: Stepper;
  readonly #caller: Caller;
  readonly #recovery: Recovery;
  readonly #owner = randomUUID();
  readonly #listeners = new Set<(instance: Instance) => void>();
  /** Starts that are still waiting for their run to rest; called, each answers with what is committed. */
  readonly #impatient = new Set<() => void>();
  #closed = false;

  constructor(options: RuntimeOptions) {
    const { store, logger } = options;
    this.#options = options;
    this.#settings = { ...defaultSettings, ...options.settings };
    const { engine, lease, recoveryInterval, maxConcurrentCalls } = this.#settings;
    this.definitions = new Catalogue(store);
    this.#folder = new WorkflowFolder(options.workflows, options.profile ?? 'prod', this.definitions, logger);
    this.#stepper = new Stepper({
      store,
      committer: new Committer(store),
      limits: engine,
      lease: { owner: this.#owner, milliseconds: lease },
      program: (hash) => this.definitions.program(hash),
      now: Date.now,
      committed: (instance, effects) => this.#committed(instance, effects),
    });
    this.#caller = new Caller({
      connectors: options.connectors,
      maxConcurrent: maxConcurrentCalls,
      logger,
      configuration: (workflowId) => this.#folder.configuration(workflowId),
      settle: (instanceId, fact) => this.#stepper.apply(instanceId, fact),
    });
    this.#recovery = new Recovery({
      store,
      owner: this.#owner,
      lease,
      interval: recoveryInterval,
      logger,
      fire: ({ instanceId, node }) => this.#stepper.apply(instanceId, { type: 'timer-fired', node }),
      ownCalls: () => this.#caller.nodes,
      freeCalls: () => this.#caller.free,
      repeat: (call) => this.#repeat(call),
    });
  }

  async open(): Promise<void> {
    await this.definitions.open();
    await this.#folder.open();
    this.#recovery.start();
  }

  async start({
    workflowId,
    data,
    variables,
    businessKey,
    answer = 'rested',
  }: StartRequest): Promise<Instance> {
    this.#refuseWhenBusy();
    const program = this.definitions.current(workflowId);
    if (!program) throw new UnknownWorkflowError(workflowId);
    const violations = program.input?.validate(data) ?? [];
    if (violations.length > 0) {
      if (program.input?.failOnViolation) throw new InvalidInputError(violations);
      this.#options.logger.warn(
        `The input of "${workflowId}" doesn't fit its schema; it is started all the same.`,
      );
    }
    const now = Date.now();
    const created = createInstance(
      program,
      {
        id: uuidv7({ msecs: now }),
        data,
        ...(variables && { variables }),
        ...(businessKey !== undefined && { businessKey }),
      },
      now,
    );
    const rested = this.#rested(created.id);
    try {
      const first = await this.#stepper.begin(created);
      return answer === 'rested' && goesOnAlone(first) ? await rested.promise : first;
    } catch (error) {
      if (error instanceof StoreDataError)
        throw new InvalidInputError([{ path: '', message: `can't be stored: ${error.message}` }]);
      throw error;
    } finally {
      rested.stop();
    }
  }

  async abort(instanceId: string): Promise<Instance> {
    const instance = await this.#stepper.apply(instanceId, { type: 'cancelled' });
    if (!instance) throw new UnknownInstanceError(instanceId);
    return instance;
  }

  instance(instanceId: string): Promise<Instance | undefined> {
    return this.#options.store.load(instanceId);
  }

  onCommit(listener: (instance: Instance) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#caller.stop();
    for (const answerNow of this.#impatient) answerNow();
    // A step that is being committed gets its chance; one that hangs is repeated by the next process.
    const work = Promise.all([this.#folder.close(), this.#recovery.stop(), this.#stepper.idle()]);
    const handOver = work.then(() => this.#options.store.releaseLeases(this.#owner));
    handOver.catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      this.#options.logger.warn(`Leases could not be given up; they run out by themselves. ${reason}`);
    });
    await within(this.#settings.closeTimeout, handOver);
  }

  #refuseWhenBusy(): void {
    if (this.#closed) throw new OverloadedError('The runtime is stopping; try again in a moment.');
    const { maxActiveInstances } = this.#settings;
    if (this.#stepper.active + this.#caller.size < maxActiveInstances) return;
    throw new OverloadedError(
      `${maxActiveInstances} runs are being worked on already; try again in a moment.`,
    );
  }

  /** Takes up a call whose owner is gone, unless its instance has gone on without it. */
  async #repeat({ instanceId, call }: PendingCall): Promise<void> {
    const { store } = this.#options;
    const instance = await store.load(instanceId);
    if (instance && waitsForCall(instance, call.node)) await this.#enqueue(instance, call);
    else await store.discard([{ instanceId, node: call.node }]);
  }

  /** Carries out what a committed step wished for. */
  #committed(instance: Instance, effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type === 'log') {
        this.#options.logger[effect.level](effect.message, {
          workflowId: instance.workflowId,
          instanceId: instance.id,
        });
      } else if (effect.type === 'timer') {
        this.#recovery.wakeIn(effect.due - Date.now());
      } else {
        this.#enqueue(instance, effect).catch((error: unknown) => this.#report(instance, error));
      }
    }
    if (instance.state !== 'ACTIVE') this.#caller.cancel(instance.id);
    for (const listener of this.#listeners) this.#tell(listener, instance);
  }

  /** The commit has happened; a listener that fails must not look like a failed commit. */
  #tell(listener: (instance: Instance) => void, instance: Instance): void {
    try {
      listener(instance);
    } catch (error) {
      this.#report(instance, error);
    }
  }

  #report({ id }: Instance, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#options.logger.error(`What follows a commit failed: ${reason}`, { instanceId: id });
  }

  async #enqueue(instance: Instance, call: Extract<Effect, { type: 'call' }>): Promise<void> {
    const program = await this.definitions.program(instance.definition);
    this.#caller.enqueue({ instance, program, call });
  }

  /**
   * Resolves with the instance once it no longer goes on alone, or with its newest committed form when that takes
   * longer than a client can be kept waiting, or when this process stops.
   */
  #rested(instanceId: string): { promise: Promise<Instance>; stop: () => void } {
    const { promise, resolve, reject } = Promise.withResolvers<Instance>();
    // Nobody may be waiting for it any more when it fails.
    promise.catch(() => undefined);
    const answerNow = (): void => {
      this.#newest(instanceId).then(resolve, reject);
    };
    const timer = setTimeout(answerNow, this.#settings.startTimeout);
    this.#impatient.add(answerNow);
    const unsubscribe = this.onCommit((instance) => {
      if (instance.id === instanceId && !goesOnAlone(instance)) resolve(instance);
    });
    const stop = (): void => {
      clearTimeout(timer);
      this.#impatient.delete(answerNow);
      unsubscribe();
    };
    return { promise, stop };
  }

  async #newest(instanceId: string): Promise<Instance> {
    const instance = await this.#options.store.load(instanceId);
    if (!instance) throw new UnknownInstanceError(instanceId);
    return instance;
  }
}

/** Waits for work, but not longer than this; the work itself goes on. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([work.catch(() => undefined), promise]);
  clearTimeout(timer);
}
