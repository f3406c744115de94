import { randomUUID } from 'node:crypto';
import type { CloudEvent, Instance, NodeInstanceId } from '@orchestrator/engine';
import type { Finding, Json, JsonObject, TaskId } from '@orchestrator/definition';
import type { DueTimer } from '@orchestrator/store';
import { Closing } from './closing.js';
import { Commands } from './commands.js';
import { Catalogue } from './definitions/catalogue.js';
import { Uploads } from './definitions/uploads.js';
import type { WorkflowFolder } from './definitions/workflow-folder.js';
import { Settings } from './configuration/settings.js';
import { Environments } from './environment/environments.js';
import { Vault } from './environment/vault.js';
import { OverloadedError } from './errors.js';
import { ReplayedLetters } from './exchange/replayed-letters.js';
import { acceptEvent } from './exchange/acceptance.js';
import { Births } from './exchange/births.js';
import { Mailroom } from './exchange/mailroom.js';
import { Memory } from './exchange/memory.js';
import { Outgoing } from './exchange/outgoing.js';
import { Schedules } from './exchange/schedules.js';
import { commonSources, folderOf, keptRuns, limitsOf, loggingPublisher, readerOf } from './from-options.js';
import { StartGate } from './limits/start-gate.js';
import { Turns } from './limits/turns.js';
import type { WorkflowLimits } from './limits/workflow-limits.js';
import type { Observer } from './observer.js';
import { defaultSettings } from './options.js';
import type { RuntimeOptions, RuntimeSettings } from './options.js';
import { RestWatch } from './rest/rest-watch.js';
import type { CommandOptions, CommitListener, Runtime, RuntimeActivity, StartRequest } from './runtime.js';
import { runFields } from './run-fields.js';
import type { RunFields } from './run-fields.js';
import { Starts } from './starts.js';
import { Aftermath } from './steps/aftermath.js';
import { CallMaker } from './steps/call-maker.js';
import { Caller } from './steps/caller.js';
import { Committer } from './steps/committer.js';
import { Recovery } from './steps/recovery.js';
import { repeatCall } from './steps/repeat-call.js';
import { Stepper } from './steps/stepper.js';

/** Pause between the start of a process and its first look for work that others left behind, in milliseconds. */
const AFTER_START = 250;

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
  readonly deadLetters: ReplayedLetters;
  readonly #options: RuntimeOptions;
  readonly #observer: Observer;
  readonly #fields: RunFields;
  readonly #settings: RuntimeSettings;
  readonly #folder: WorkflowFolder;
  readonly #uploads: Uploads;
  readonly #environments: Environments;
  readonly #committer: Committer;
  readonly #stepper: Stepper;
  readonly #caller: Caller;
  readonly #recovery: Recovery;
  readonly #births: Births;
  readonly #mailroom: Mailroom;
  readonly #outgoing: Outgoing;
  readonly #schedules: Schedules;
  readonly #memory: Memory;
  readonly #rest: RestWatch;
  readonly #commands: Commands;
  readonly #starts: Starts;
  readonly #aftermath: Aftermath;
  readonly #owner = randomUUID();
  readonly #limits: (workflowId: string) => WorkflowLimits;
  readonly #turns: Turns;
  readonly #gate: StartGate;
  readonly #closing: Closing;

  constructor(options: RuntimeOptions) {
    const { store, logger, publisher = loggingPublisher(options) } = options;
    this.#options = options;
    this.#observer = options.observer ?? {};
    this.#fields = runFields(options.traceId);
    this.#settings = { ...defaultSettings, ...options.settings };
    const { lease, recoveryInterval: interval, eventWindow, startTimeout: patience } = this.#settings;
    const { keyMemory } = this.#settings;
    const owner = this.#owner;
    const now = Date.now;
    const reader = readerOf(options);
    const catalogue = new Catalogue(store, new Settings(commonSources(options)), reader);
    const load = (instanceId: string): Promise<Instance | undefined> => store.load(instanceId);
    this.definitions = catalogue;
    this.#folder = folderOf(options, catalogue, reader);
    this.#uploads = new Uploads({ catalogue, reader, between: (work) => this.#folder.between(work) });
    this.#environments = new Environments(catalogue, new Vault(options.credentialsKey), logger);
    this.#committer = new Committer(store, this.#observer);
    this.#limits = limitsOf(options, this.#settings);
    const maxOfWorkflow = (workflowId: string): number => this.#limits(workflowId).steps;
    this.#turns = new Turns({ maxOfWorkflow, now: () => performance.now() });
    this.#stepper = this.#createStepper(now);
    this.#caller = this.#createCaller();
    this.#gate = this.#createGate();
    this.#recovery = this.#createRecovery();
    this.#births = new Births({
      catalogue,
      stepper: this.#stepper,
      environments: this.#environments,
      logger,
      now,
    });
    const births = this.#births;
    const { publishRetry: retry, maxPublishRetry: maxRetry, deadLetterAfter } = this.#settings;
    const retries = { retry, maxRetry, patience: deadLetterAfter };
    this.#mailroom = new Mailroom({
      store,
      stepper: this.#stepper,
      births,
      owner,
      lease,
      interval,
      eventWindow,
      ...retries,
      logger,
    });
    const { eventMemory, refusedDeadLetterAfter: refusedPatience } = this.#settings;
    const outgoing = { store, publisher, owner, lease, interval, ...retries, refusedPatience, logger };
    this.#outgoing = new Outgoing({ ...outgoing, observer: this.#observer });
    this.deadLetters = new ReplayedLetters(store.deadLetters, () => this.lookForWork());
    this.#schedules = new Schedules({ catalogue, births, interval, logger, now });
    this.#memory = new Memory({ store, eventMemory, runs: keptRuns(options, this.#settings), logger });
    this.#rest = new RestWatch({ load, patience });
    this.#commands = new Commands({ catalogue, stepper: this.#stepper, rest: this.#rest, load });
    const { startKeys: keys } = store;
    const { maxInputLength: maxInput } = this.#settings;
    const [rest, gate] = [this.#rest, this.#gate];
    this.#starts = new Starts({ catalogue, births, rest, gate, keys, keyMemory, maxInput, load });
    this.#aftermath = this.#createAftermath();
    this.#closing = this.#createClosing();
  }

  async open(): Promise<void> {
    await Promise.all([this.definitions.open(), this.#folder.list()]);
    // Whatever hinders it will hinder the first commit as well, which then tells somebody.
    this.#options.store.warmUp().catch(() => undefined);
    await this.#folder.open();
    // First requests come first; what waits in the store has waited for this process to start.
    this.#recovery.start(AFTER_START);
    this.#mailroom.wakeIn(AFTER_START);
    this.#outgoing.wakeIn(AFTER_START);
    this.#schedules.start();
    this.#memory.start();
  }

  start(request: StartRequest): Promise<Instance> {
    return this.#starts.start(request);
  }

  abort(instanceId: string, options?: CommandOptions): Promise<Instance> {
    return this.#commands.abort(instanceId, options);
  }

  retry(instanceId: string, options?: CommandOptions): Promise<Instance> {
    return this.#commands.retry(instanceId, options);
  }

  skip(instanceId: string, options?: CommandOptions): Promise<Instance> {
    return this.#commands.skip(instanceId, options);
  }

  suspend(instanceId: string, options?: CommandOptions): Promise<Instance> {
    return this.#commands.suspend(instanceId, options);
  }

  resume(instanceId: string, options?: CommandOptions): Promise<Instance> {
    return this.#commands.resume(instanceId, options);
  }

  rewind(instanceId: string, to: TaskId, data?: Json, options?: CommandOptions): Promise<Instance> {
    return this.#commands.rewind(instanceId, to, data, options);
  }

  triggerNode(instanceId: string, node: string, options?: CommandOptions): Promise<Instance> {
    return this.#commands.triggerNode(instanceId, node, options);
  }

  retriggerNode(instanceId: string, node: NodeInstanceId, options?: CommandOptions): Promise<Instance> {
    return this.#commands.retriggerNode(instanceId, node, options);
  }

  cancelNode(instanceId: string, node: NodeInstanceId, options?: CommandOptions): Promise<Instance> {
    return this.#commands.cancelNode(instanceId, node, options);
  }

  moveTimer(timer: DueTimer, due: number | undefined): Promise<Instance> {
    return this.#commands.moveTimer(timer, due);
  }

  replaceData(instanceId: string, data: Json): Promise<Instance> {
    return this.#commands.replaceData(instanceId, data);
  }

  mergeData(instanceId: string, data: Json): Promise<Instance> {
    return this.#commands.mergeData(instanceId, data);
  }

  mergeVariables(instanceId: string, variables: JsonObject): Promise<Instance> {
    return this.#commands.mergeVariables(instanceId, variables);
  }

  migrate(instanceId: string, hash: string): Promise<Instance> {
    return this.#commands.migrate(instanceId, hash);
  }

  async deliver(event: CloudEvent): Promise<void> {
    if (this.#closing.isClosed) throw new OverloadedError('The runtime is stopping; try again in a moment.');
    const { store, logger } = this.#options;
    const { eventWindow: window, maxEventLength: maxLength } = this.#settings;
    await acceptEvent(event, {
      store,
      catalogue: this.definitions,
      births: this.#births,
      window,
      maxLength,
      observer: this.#observer,
      logger,
    });
    this.#mailroom.wakeIn(0);
  }

  uploadDefinition(workflowId: string, text: string): Promise<readonly Finding[]> {
    return this.#uploads.upload(workflowId, text);
  }

  removeDefinition(workflowId: string): Promise<boolean> {
    return this.#uploads.remove(workflowId);
  }

  instance(instanceId: string): Promise<Instance | undefined> {
    return this.#options.store.load(instanceId);
  }

  list(workflowId: string): Promise<Instance[]> {
    return this.#options.store.living(workflowId, this.#settings.maxListed);
  }

  get activity(): RuntimeActivity {
    const steps = this.#stepper.active;
    const { onTheirWay: calls, waiting: callsWaiting } = this.#caller;
    return { steps, commits: this.#committer.waiting, calls, callsWaiting };
  }

  onCommit(listener: CommitListener): () => void {
    return this.#aftermath.onCommit(listener);
  }

  drain(milliseconds = this.#settings.drainTime): Promise<void> {
    return this.#closing.drain(milliseconds);
  }

  close(): Promise<void> {
    return this.#closing.close();
  }

  lookForWork(): void {
    this.#mailroom.wakeIn(0);
    this.#outgoing.wakeIn(0);
  }

  #createStepper(now: () => number): Stepper {
    const { store } = this.#options;
    const { engine, lease, maxInstanceLength } = this.#settings;
    return new Stepper({
      store,
      committer: this.#committer,
      turns: this.#turns,
      limits: engine,
      maxInstanceLength,
      lease: { owner: this.#owner, milliseconds: lease },
      program: (hash) => this.definitions.program(hash),
      environment: (instance) => this.#environments.of(instance),
      now,
      reports: (instance, step) =>
        this.#options.reports?.(instance, step, this.definitions.settings(instance.workflowId)) ?? [],
      committed: (instance, step) => {
        this.#observer.committed?.(instance, step);
        this.#aftermath.of(instance, step);
      },
      observer: this.#observer,
      eventExtensions: this.#options.eventExtensions,
    });
  }

  #createCaller(): Caller {
    const { store, connectors, logger } = this.#options;
    const { maxConcurrentCalls: maxConcurrent, maxActiveInstances: maxTaken } = this.#settings;
    const maker = new CallMaker({
      connectors,
      logger,
      fields: this.#fields,
      configuration: (workflowId) => this.#folder.configuration(workflowId),
      environment: (instance) => this.#environments.of(instance),
      maxResult: this.#settings.maxResultLength,
    });
    return new Caller({
      maker,
      maxConcurrent,
      maxOfWorkflow: (workflowId) => this.#limits(workflowId).calls,
      maxTaken,
      logger,
      load: (instanceId) => store.load(instanceId),
      settle: async (instanceId, fact) => {
        const stepped = await this.#stepper.apply(instanceId, fact);
        const { node, tries = 0 } = fact;
        // A result that no longer applies leaves a row behind that would bring the call back for ever.
        if (!stepped?.changed) await store.discardCalls(this.#owner, [{ instanceId, node, tries }]);
      },
      forget: (call) => store.discardCalls(this.#owner, [call]),
      handOver: (calls) => store.handOver(this.#owner, calls).catch(() => undefined),
      freed: (workflowId) => this.#gate.freed(workflowId),
    });
  }

  #createGate(): StartGate {
    const { maxActiveInstances: maxRuns, startPatience: patience, maxCommitDelay } = this.#settings;
    return new StartGate({
      limits: this.#limits,
      maxRuns,
      patience,
      maxCommitDelay,
      commitDelay: () => this.#turns.delay,
      calls: this.#caller.counts,
      now: () => performance.now(),
    });
  }

  #createClosing(): Closing {
    return new Closing({
      gate: this.#gate,
      caller: this.#caller,
      rest: this.#rest,
      folder: this.#folder,
      schedules: this.#schedules,
      memory: this.#memory,
      recovery: this.#recovery,
      mailroom: this.#mailroom,
      outgoing: this.#outgoing,
      stepper: this.#stepper,
      releaseLeases: () => this.#options.store.releaseLeases(this.#owner),
      closeTimeout: this.#settings.closeTimeout,
      logger: this.#options.logger,
    });
  }

  #createRecovery(): Recovery {
    const { store, logger } = this.#options;
    const { lease, recoveryInterval: interval } = this.#settings;
    const owner = this.#owner;
    return new Recovery({
      store,
      owner,
      lease,
      interval,
      logger,
      fire: async (claimed) => {
        const { instanceId, node, timer, due, late, again } = claimed;
        const fact = { type: 'timer-fired', node, timer, due } as const;
        const stepped = await this.#stepper.apply(instanceId, fact);
        this.#observer.timerFired?.(late, again);
        if (!stepped?.changed) await store.discardTimers(owner, [claimed]);
      },
      ownCalls: () => this.#caller.nodes,
      callsInHand: () => [...this.#caller.nodes, ...this.#committer.calls],
      freeCalls: () => this.#caller.free,
      repeat: (call) =>
        repeatCall(call, { store, owner, aftermath: this.#aftermath, observer: this.#observer }),
      handedOver: () => this.lookForWork(),
    });
  }

  #createAftermath(): Aftermath {
    return new Aftermath({
      caller: this.#caller,
      recovery: this.#recovery,
      mailroom: this.#mailroom,
      outgoing: this.#outgoing,
      rest: this.#rest,
      program: (hash) => this.definitions.program(hash),
      logger: this.#options.logger,
      fields: this.#fields,
    });
  }
}
