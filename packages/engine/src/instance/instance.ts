import type { Json, JsonObject, TaskId } from '@orchestrator/definition';
import type { Fact } from '../facts.js';
import type { NodeInstanceId, Scope } from './frame.js';

/** Life of an instance; names and meaning as the data index has them. */
export type InstanceState = 'ACTIVE' | 'COMPLETED' | 'ABORTED' | 'SUSPENDED' | 'ERROR';

/** Version of the JSON that this engine writes; older ones are read by `upgradeInstance`. */
export const INSTANCE_FORMAT = 2;

/**
 * One run of a workflow, as plain JSON: everything that the engine knows about it.
 *
 * An instance restored from its JSON goes on exactly like the undisturbed one.
 */
export interface Instance {
  readonly format: typeof INSTANCE_FORMAT;
  readonly id: string;
  readonly workflowId: string;
  /** Hash of the definition that this instance follows. */
  readonly definition: string;
  /** Counts commits; the fence that lets only one of two concurrent writers win. 0 = not yet stored. */
  readonly version: number;
  readonly state: InstanceState;
  /** Times in milliseconds since 1970-01-01T00:00Z. */
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly businessKey?: string;
  /** The instance whose action started this one. */
  readonly parent?: ParentLink;
  /** Id of the one who started this instance by event; its events carry it (`kogitoprocrefid`). */
  readonly referenceId?: string;
  /** Start headers without credentials (`$WORKFLOW.headers`). */
  readonly headers: JsonObject;
  /** Start headers with credentials, as the host has sealed them. The engine hands them on to children, unread. */
  readonly sealedHeaders?: string;
  /** Name of the caller (`$WORKFLOW.identity`). */
  readonly identity?: string;
  /** What the start request carried beside `workflowdata`, for instance `initiatorEntity`. */
  readonly variables: JsonObject;
  /** The data that the instance was started with (`$WORKFLOW.input`). */
  readonly input: Json;
  /** True: an event created the instance. */
  readonly byEvent?: true;
  /** The event that created the instance, until the first state has consumed it. */
  readonly startEvent?: CloudEvent;
  /** The main path through the workflow. */
  readonly root: Scope;
  readonly error?: InstanceError;
  /** Node instances entered so far; the source of node instance ids. */
  readonly entered: number;
  /** Tasks entered since the instance last waited; guards against definitions that loop for ever. */
  readonly stepsSinceWait: number;
  /** Events sent and children started so far; the source of their ids. */
  readonly produced: number;
  /** Values of the correlation attributes that consumed events have fixed. */
  readonly correlation: { readonly [attribute: string]: string };
  /** States that can be compensated, in the order in which they completed. */
  readonly compensable: readonly TaskId[];
  /** Children that run detached and are still alive as far as known. */
  readonly children: readonly DetachedChild[];
  /** Status and headers of the last call's answer (`$WORKFLOW.statusCode` and so on). */
  readonly response?: CallResponse;
  /** What Python scripts have left, so that `$WORKFLOW.python` and later scripts read it; absent when that is nothing. */
  readonly python?: PythonVariables;
  /** When the workflow timeout is due. */
  readonly deadline?: number;
  /** Set while compensation or a last state runs: how the instance ends after it. */
  readonly ending?: Ending;
  /** Facts that arrived while the instance was suspended or in ERROR; applied when it goes on. */
  readonly held: readonly Fact[];
}

/** Where a child instance reports to. */
export interface ParentLink {
  readonly instanceId: string;
  /** The waiting node of the parent; absent when it does not wait (detached). */
  readonly node?: NodeInstanceId;
  /** Id under which the parent knows this child: the first of a chain of continuations. */
  readonly child: string;
  readonly rootInstanceId: string;
  readonly rootWorkflowId: string;
}

/** A child that nobody waits for. */
export interface DetachedChild {
  readonly instanceId: string;
  readonly onParentEnd: 'terminate' | 'continue';
  /** The instance that it has gone on as (`continueAs`). */
  readonly current?: string;
}

/** How an instance that is undoing or finishing something will end. */
export interface Ending {
  readonly state: 'COMPLETED' | 'ABORTED';
  /** A state still to be run before (`runBefore`). */
  readonly before?: TaskId;
  /** True: active states finish, and nothing follows them (`interrupt: false`). */
  readonly draining?: boolean;
}

/** What a REST call answered beside its body. */
export interface CallResponse {
  readonly statusCode: number;
  readonly statusMessage: string;
  readonly headers: JsonObject;
}

/** Variables of the Python scripts of an instance, by name. */
export interface PythonVariables {
  readonly [name: string]: PythonVariable;
}

/** One variable of Python scripts. */
export interface PythonVariable {
  /** What `$WORKFLOW.python.<name>` reads. */
  readonly value: Json;
  /** Of what later scripts get the variable where the value is not all of it; only the connector can read it. */
  readonly object?: string;
}

/** The variables that a Python script has changed; null: there is no such variable any more. */
export interface PythonChanges {
  readonly [name: string]: PythonVariable | null;
}

/** A CloudEvent in its JSON form: attributes, extensions and `data`. */
export interface CloudEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly data?: Json;
  readonly [attribute: string]: Json | undefined;
}

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
