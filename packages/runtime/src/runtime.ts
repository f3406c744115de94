import type { DefinitionHead } from './definitions/definition-head.js';
import type { Settings } from './configuration/settings.js';
import type { Finding, Json, JsonObject, TaskId } from '@orchestrator/definition';
import type { CloudEvent, Instance, NodeInstanceId } from '@orchestrator/engine';
import type { DeadLetters, DueTimer } from '@orchestrator/store';
import type { CommittedStep } from './steps/stepper.js';

/** Gives workflow instances a durable life. Made by `createRuntime`. */
export interface Runtime {
  readonly definitions: Definitions;
  /** Events and messages that were given up. Replays are taken up at once. */
  readonly deadLetters: DeadLetters;

  /**
   * Starts an instance and, unless the request says otherwise, runs it until it ends or waits for something other
   * than a call or a subflow that goes on by itself.
   *
   * The returned instance is committed. One that failed is returned in state ERROR, not thrown.
   *
   * @throws UnknownWorkflowError, InvalidInputError, DataTooLargeError, KeyReusedError, OverloadedError when the process has
   * no room, TooManyStartsError when the workflow has used up its limits
   */
  start(request: StartRequest): Promise<Instance>;

  /**
   * Ends an instance in state ABORTED, after the compensation of its completed states. One that has already ended is
   * returned as it is.
   *
   * @throws UnknownInstanceError
   */
  abort(instanceId: string, options?: CommandOptions): Promise<Instance>;

  /** Repeats the failed node of an instance in ERROR. @throws UnknownInstanceError, WrongStateError */
  retry(instanceId: string, options?: CommandOptions): Promise<Instance>;

  /** Leaves the failed node of an instance in ERROR and goes on behind it. @throws UnknownInstanceError, WrongStateError */
  skip(instanceId: string, options?: CommandOptions): Promise<Instance>;

  /** Lets nothing more happen to an instance until it is resumed. @throws UnknownInstanceError, WrongStateError */
  suspend(instanceId: string, options?: CommandOptions): Promise<Instance>;

  /** Goes on with a suspended instance. @throws UnknownInstanceError, WrongStateError */
  resume(instanceId: string, options?: CommandOptions): Promise<Instance>;

  /**
   * Gives up what an instance is doing and enters a state again, with the given data or else its present data.
   *
   * @throws UnknownInstanceError, UnknownTaskError, WrongStateError
   */
  rewind(instanceId: string, to: TaskId, data?: Json, options?: CommandOptions): Promise<Instance>;

  /**
   * Starts a node: a state in place of what the instance is doing, an action in its turn or together with its state.
   *
   * @param node - name or id (workflow-runtime.md 4.3)
   * @throws UnknownInstanceError, UnknownTaskError, UnreachableNodeError, WrongStateError
   */
  triggerNode(instanceId: string, node: string, options?: CommandOptions): Promise<Instance>;

  /**
   * Gives up what a node does, for instance a call or a wait, and begins it anew as another node instance.
   *
   * @throws UnknownInstanceError, UnknownNodeError when the instance is no longer in it, WrongStateError
   */
  retriggerNode(instanceId: string, node: NodeInstanceId, options?: CommandOptions): Promise<Instance>;

  /**
   * Gives up what a node does, and its path with it: nothing follows, and a parallel state or loop that needs the path is
   * not left any more. The instance completes once it has no path left.
   *
   * @throws UnknownInstanceError, UnknownNodeError when the instance is no longer in it, WrongStateError
   */
  cancelNode(instanceId: string, node: NodeInstanceId, options?: CommandOptions): Promise<Instance>;

  /**
   * Moves a timer to another instant, in milliseconds since 1970, or takes it away: the node then waits for something else,
   * or until an operator goes on with it.
   *
   * @throws UnknownInstanceError, UnknownNodeError when there is no such timer, or it has fired
   */
  moveTimer(timer: DueTimer, due: number | undefined): Promise<Instance>;

  /** Replaces the data (`workflowdata`) of an instance. @throws UnknownInstanceError, InvalidInputError, WrongStateError */
  replaceData(instanceId: string, data: Json): Promise<Instance>;

  /**
   * Merges into the data of an instance by the rules of action results (workflow-runtime.md 3.6).
   *
   * @throws UnknownInstanceError, InvalidInputError, WrongStateError
   */
  mergeData(instanceId: string, data: Json): Promise<Instance>;

  /**
   * Sets process variables of an instance, which expressions read as `$name`; those of other names stay.
   *
   * @throws UnknownInstanceError, InvalidInputError, WrongStateError
   */
  mergeVariables(instanceId: string, variables: JsonObject): Promise<Instance>;

  /**
   * Lets an instance follow another definition of its workflow from now on.
   *
   * @param hash - of a stored definition
   * @throws UnknownInstanceError, MigrationError when what the instance is doing has no place in that definition
   */
  migrate(instanceId: string, hash: string): Promise<Instance>;

  /**
   * Takes an event from outside and answers once it cannot be lost any more; instances start and go on afterwards
   * (workflow-runtime.md 5.3). An event that nobody waits for is accepted too.
   *
   * @throws InvalidInputError when it cannot be stored, DataTooLargeError, OverloadedError
   */
  deliver(event: CloudEvent): Promise<void>;

  /**
   * Puts a document in force that comes from elsewhere than the workflows folder. It is kept in the store, and takes the
   * place of a document with the same id in the folder.
   *
   * @returns what is wrong with it; with an error among the findings nothing has changed
   */
  uploadDefinition(workflowId: string, text: string): Promise<readonly Finding[]>;

  /** Withdraws an uploaded document, whose runs go on; false when there is none. */
  removeDefinition(workflowId: string): Promise<boolean>;

  /** Hands over at once what others have stored to be sent or told, instead of at the next look. */
  lookForWork(): void;

  /** The newest committed form of an instance. */
  instance(instanceId: string): Promise<Instance | undefined>;

  /** Instances of a workflow that have not ended, the newest first, at most `maxListed` of the settings. */
  list(workflowId: string): Promise<Instance[]>;

  /** What this process is busy with at this moment. */
  readonly activity: RuntimeActivity;

  /** Tells of every commit that this process made, after it. Returns a function that ends the subscription. */
  onCommit(listener: CommitListener): () => void;

  /**
   * Prepares for the end: refuses starts, begins no more calls, and gives those on their way some time for their results
   * to be recorded. Everything else is left to other processes, or to the next start. What is durable goes on being accepted.
   *
   * @param milliseconds - of the settings where it is absent
   */
  drain(milliseconds?: number): Promise<void>;

  /** Stops taking work and gives up leases; the store stays open. Instances go on at the next start. */
  close(): Promise<void>;
}

/** How much a process is doing. */
export interface RuntimeActivity {
  /** Instances with a step on its way. */
  readonly steps: number;
  /** Steps that wait for the commit before theirs to end. */
  readonly commits: number;
  /** Calls that are being made. */
  readonly calls: number;
  /** Calls that wait for room. */
  readonly callsWaiting: number;
}

/** Learns the newest form of an instance, and which step led to it. */
export type CommitListener = (instance: Instance, step: CommittedStep) => void;

/** What an instance is started with. */
export interface StartRequest extends CommandOptions {
  readonly workflowId: string;
  /** Version that the definition in force must have; absent: any. */
  readonly version?: string;
  /** Becomes `workflowdata`. */
  readonly data: Json;
  /** Further process variables, for instance `initiatorEntity`. */
  readonly variables?: JsonObject;
  /** Headers of the request (`$WORKFLOW.headers`), names in lower case. Those with credentials are never stored. */
  readonly headers?: { readonly [name: string]: string };
  /** Name of the caller (`$WORKFLOW.identity`). */
  readonly identity?: string;
  readonly businessKey?: string;
  /** Id that the instance's events carry as `kogitoprocrefid` (`X-KOGITO-ReferenceId`). */
  readonly referenceId?: string;
  /**
   * The same for every repetition of one request: within 24 hours only the first starts an instance, and all are answered
   * with it. Keys of different workflows and callers have nothing to do with each other.
   */
  readonly idempotencyKey?: string;
  /** Name or id of the state to begin with instead of the start state (`X-KOGITO-StartFromNode`). */
  readonly startFrom?: string;
}

/** When a command is answered. */
export interface CommandOptions {
  /**
   * `committed`: as soon as it cannot be lost any more; the run goes on meanwhile. `rested`: once the run has ended or
   * waits for something outside. Default `rested`.
   */
  readonly answer?: 'committed' | 'rested';
}

/** Where the events that instances produce go. */
export interface Publisher {
  /**
   * Sends an event; resolves once the receiver has it. What is rejected is sent again later, with growing pauses, and
   * becomes a dead letter in the end; sooner when the error has a property `final` that is true, which says that the
   * receiver will not take this event however often it comes.
   */
  publish(event: CloudEvent): Promise<void>;
}

/** The workflow definitions that this process knows. */
export interface Definitions {
  /** What a new instance of this workflow follows. */
  current(workflowId: string): DefinitionHead | undefined;
  list(): readonly DefinitionHead[];
  /** Settings of a workflow: from its folder and from what all workflows have in common. A new object once they change. */
  settings(workflowId: string): Settings;
  /** Problems of the newest form of each document; a document with errors is not in force, its last good form is. */
  findings(): readonly DocumentFindings[];
  /** Tells that definitions or findings changed. Returns a function that ends the subscription. */
  onChange(listener: (workflowId: string | undefined) => void): () => void;
}

/** What is wrong with one document. */
export interface DocumentFindings {
  /** Path relative to the workflows folder. */
  readonly file: string;
  /** The document's id, when it could be read. */
  readonly workflowId?: string;
  readonly findings: readonly Finding[];
}
