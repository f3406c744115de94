import type { Json, JsonObject, TaskId } from '@orchestrator/definition';

/** Life of an instance; names and meaning as the data index has them. */
export type InstanceState = 'ACTIVE' | 'COMPLETED' | 'ABORTED' | 'ERROR';

/** Identifies one execution of one task inside its instance: `<instance id>:<n>`, n counting from 1. */
export type NodeInstanceId = string;

/**
 * One run of a workflow, as plain JSON: everything that the engine knows about it.
 *
 * An instance restored from its JSON goes on exactly like the undisturbed one.
 */
export interface Instance {
  /** Version of this JSON's form. */
  readonly format: 1;
  readonly id: string;
  readonly workflowId: string;
  /** Hash of the definition that this instance follows to its end. */
  readonly definition: string;
  /** Counts commits; the fence that lets only one of two concurrent writers win. 0 = not yet stored. */
  readonly version: number;
  readonly state: InstanceState;
  /** Times in milliseconds since 1970-01-01T00:00Z. */
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly businessKey?: string;
  /** What the start request carried beside `workflowdata`, for instance `initiatorEntity`. */
  readonly variables: JsonObject;
  /** The data that the instance was started with (`$WORKFLOW.input`). */
  readonly input: Json;
  /** The main path through the workflow. */
  readonly root: Scope;
  readonly error?: InstanceError;
  /** Node instances entered so far; the source of node instance ids. */
  readonly entered: number;
  /** Tasks entered since the instance last waited; guards against definitions that loop for ever. */
  readonly stepsSinceWait: number;
}

/** A path with data of its own. */
export interface Scope {
  /** The state data, `workflowdata` for the root scope. */
  readonly data: Json;
  /** Where the path is; null when it has ended. */
  readonly frame: Frame | null;
}

/** A task that has been entered and not yet left. */
export interface Frame {
  readonly task: TaskId;
  readonly node: NodeInstanceId;
  /** Which child of a `do` task is next or running. */
  readonly index?: number;
  /** The running child of a `do` task. */
  readonly child?: Frame;
  /** What has to happen before the task goes on. */
  readonly wait?: Wait;
}

/** What a frame waits for. */
export type Wait =
  | { readonly for: 'call'; readonly attempt: number }
  | { readonly for: 'timer'; readonly due: number }
  /** Nothing outside: the path gave way to others after many steps and goes on at once. */
  | { readonly for: 'turn'; readonly due: number };

/** Why an instance is in ERROR. */
export interface InstanceError {
  /** Stable: `call-failed`, `expression-failed`, `no-branch`, `step-limit`, `workflow-error`, … */
  readonly code: string;
  /** A sentence for the person who runs the workflow. */
  readonly message: string;
  readonly task: TaskId;
  readonly node: NodeInstanceId;
  /** Technical reason below the message, for instance an HTTP status line. */
  readonly cause?: string;
  /** HTTP status of the failed call, when it had one. */
  readonly status?: number;
}
