import type { Finding, Json, JsonObject, Program } from '@orchestrator/definition';
import type { Instance } from '@orchestrator/engine';

/** Gives workflow instances a durable life. Made by `createRuntime`. */
export interface Runtime {
  readonly definitions: Definitions;

  /**
   * Starts an instance and, unless the request says otherwise, runs it until it ends or waits for something other
   * than a call.
   *
   * The returned instance is committed. One that failed is returned in state ERROR, not thrown.
   *
   * @throws UnknownWorkflowError, InvalidInputError, StoreDataError, OverloadedError
   */
  start(request: StartRequest): Promise<Instance>;

  /**
   * Ends an instance in state ABORTED. One that has already ended is returned as it is.
   *
   * @throws UnknownInstanceError
   */
  abort(instanceId: string): Promise<Instance>;

  /** The newest committed form of an instance. */
  instance(instanceId: string): Promise<Instance | undefined>;

  /** Tells of every commit that this process made, after it. Returns a function that ends the subscription. */
  onCommit(listener: (instance: Instance) => void): () => void;

  /** Stops taking work and gives up leases; the store stays open. Instances go on at the next start. */
  close(): Promise<void>;
}

/** What an instance is started with. */
export interface StartRequest {
  readonly workflowId: string;
  /** Becomes `workflowdata`. */
  readonly data: Json;
  /** Further process variables, for instance `initiatorEntity`. */
  readonly variables?: JsonObject;
  readonly businessKey?: string;
  /** `committed`: answer as soon as the start cannot be lost any more; the run goes on meanwhile. Default `rested`. */
  readonly answer?: 'committed' | 'rested';
}

/** The workflow definitions that this process knows. */
export interface Definitions {
  /** What a new instance of this workflow follows. */
  current(workflowId: string): Program | undefined;
  list(): readonly Program[];
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
