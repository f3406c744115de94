import type { DocumentReference, Json, JsonObject, LogLevel, TaskId } from '@orchestrator/definition';
import type { CallResponse, CloudEvent, Instance, ParentLink, PythonChanges } from './instance/instance.js';
import type { NodeInstanceId } from './instance/frame.js';

/**
 * Something that happened to an instance. Facts about a node that no longer waits are ignored; those that arrive while
 * the instance is suspended or in ERROR are held until it goes on.
 */
export type Fact =
  /** `at`: the state to begin with instead of the first one. */
  | { readonly type: 'started'; readonly at?: TaskId }
  | {
      readonly type: 'call-succeeded';
      readonly node: NodeInstanceId;
      /** The `tries` of the call that it is about; once the action is tried again, it comes too late. */
      readonly tries?: number;
      readonly result: Json;
      readonly response?: CallResponse;
      /** A Python script was called: what it changed, instead of a result. */
      readonly python?: PythonChanges;
    }
  | {
      readonly type: 'call-failed';
      readonly node: NodeInstanceId;
      /** As in `call-succeeded`. */
      readonly tries?: number;
      readonly error: CallError;
    }
  /** A timer of an earlier {@link TimerEffect} is due; `due`: when it was, since it may have been moved meanwhile. */
  | {
      readonly type: 'timer-fired';
      readonly node: NodeInstanceId;
      readonly timer: TimerName;
      readonly due?: number;
    }
  /** An event that fits a subscription of this node arrived. */
  | { readonly type: 'event-arrived'; readonly node: NodeInstanceId; readonly event: CloudEvent }
  /** A child ended, or failed for now. `node` is the waiting node; absent for a detached child. */
  | {
      readonly type: 'child-ended';
      readonly node?: NodeInstanceId;
      readonly instanceId: string;
      readonly state: 'COMPLETED' | 'ABORTED' | 'ERROR';
      readonly data: Json;
      readonly error?: CallError;
    }
  /** The child that a node waits for has gone on as another instance (`continueAs`). */
  | {
      readonly type: 'child-replaced';
      readonly node?: NodeInstanceId;
      readonly instanceId: string;
      readonly by: string;
    }
  | { readonly type: 'cancelled' }
  /** Repeats the failed node. */
  | { readonly type: 'retried' }
  /** Leaves the failed node as if it had ended without a result. */
  | { readonly type: 'skipped' }
  | { readonly type: 'suspended' }
  | { readonly type: 'resumed' }
  /** Gives up what is active and enters a state again, with the data given or else the present data. */
  | { readonly type: 'rewound'; readonly to: TaskId; readonly data?: Json }
  /**
   * An operator starts a node: a state, or what it does on its way out, as `rewound` does; an action where the actions
   * around it are run, else together with its state.
   */
  | { readonly type: 'node-triggered'; readonly task: TaskId }
  /** Gives up what a node does and begins it anew, with the present data. */
  | { readonly type: 'node-retriggered'; readonly node: NodeInstanceId }
  /**
   * Gives up what a node does, and its path with it. What needs that path cannot go on: a loop, or a parallel state that
   * is left with too few branches. The instance completes once no path is left.
   */
  | { readonly type: 'node-cancelled'; readonly node: NodeInstanceId }
  /** An operator moved a timer to another instant; without one the node waits for something else, or for ever. */
  | {
      readonly type: 'timer-moved';
      readonly node: NodeInstanceId;
      readonly timer: TimerName;
      readonly due?: number;
    }
  /** An operator replaced the data of the whole instance. */
  | { readonly type: 'data-replaced'; readonly data: Json }
  /** The store could not keep the outcome of the instance's next step, so that step failed; `node` is the one it was about. */
  | { readonly type: 'step-rejected'; readonly node?: NodeInstanceId; readonly error: CallError };

/** How a call ended without a result. */
export interface CallError {
  /** Stable: `http-status`, `network`, `timeout`, `bad-arguments`, … */
  readonly code: string;
  readonly message: string;
  readonly cause?: string;
  /** HTTP status, when there was an answer. */
  readonly status?: number;
  /** Java class names under which existing workflows know this error, the most special one first. */
  readonly classes?: readonly string[];
}

/** Which of a node's timers: what it waits for, or the end of its time. The workflow's own timeout belongs to node `<instance id>:0`. */
export type TimerName = 'wait' | 'deadline';

/** A wish that the host carries out after the commit that contains it. */
export type Effect =
  | CallEffect
  | TimerEffect
  | SubscribeEffect
  | SettledEffect
  | PublishEffect
  | StartEffect
  | MessageEffect
  | LogEffect;

/** A call to the outside. */
export interface CallEffect {
  readonly type: 'call';
  readonly node: NodeInstanceId;
  /** Rises only after a definite answer, so that a repeated call keeps its idempotency key. */
  readonly attempt: number;
  /** How often the action was tried before; absent: this is its first call. */
  readonly tries?: number;
  readonly function: string;
  readonly connector: string;
  readonly operation: string;
  /** Key in the program's files of the document that describes the operation. */
  readonly document?: string;
  readonly reference?: DocumentReference;
  /** What the function's `configKey` gave; empty when that was nothing. */
  readonly configKey?: string;
  readonly metadata: JsonObject;
  /** True: no node waits, and no fact comes back (`invoke: async`); the row of the call is its own end. */
  readonly detached: boolean;
  readonly arguments: CallArguments;
  /** False when the workflow gave no `arguments`, and they are the whole data. */
  readonly hasArguments: boolean;
}

/** Arguments as values, or where they mention secrets or headers as what `callArguments` needs to find them at the call. */
export type CallArguments =
  | { readonly value: Json }
  | {
      readonly task: TaskId;
      readonly data: Json;
      /** The loop's item under its name; empty outside of loops. */
      readonly item: JsonObject;
      readonly prevActionResult: Json;
      readonly now: number;
    };

/** Wakes a node at an instant, or after it. A second one for the same node and name replaces the first. */
export interface TimerEffect {
  readonly type: 'timer';
  readonly node: NodeInstanceId;
  readonly timer: TimerName;
  readonly due: number;
}

/** Begins to wait for events. One effect for each event that a node waits for. */
export interface SubscribeEffect {
  readonly type: 'subscribe';
  readonly node: NodeInstanceId;
  /** Tells the subscriptions of one node apart. */
  readonly index: number;
  readonly eventType: string;
  /** Compared when present. */
  readonly source?: string;
  /** Correlation attributes with the value that they must have; null: not fixed yet, any value fits. */
  readonly correlation: { readonly [attribute: string]: string | null };
}

/** Ends what rows say about a node: all of it, or only one part. */
export interface SettledEffect {
  readonly type: 'settled';
  readonly node: NodeInstanceId;
  readonly what: 'call' | 'wait' | 'deadline' | 'subscriptions' | 'all';
}

/** Sends an event. Nobody waits for it. */
export interface PublishEffect {
  readonly type: 'publish';
  readonly node: NodeInstanceId;
  /** Complete but for what only the host knows: `source` is `/process/<workflow id>`, `time` the step's. */
  readonly event: CloudEvent;
}

/** Starts another instance under an id that is fixed here, so that a repetition cannot start a second one. */
export interface StartEffect {
  readonly type: 'start';
  readonly node: NodeInstanceId;
  readonly instanceId: string;
  readonly workflowId: string;
  readonly version?: string;
  readonly data: Json;
  readonly variables: JsonObject;
  readonly headers: JsonObject;
  readonly sealedHeaders?: string;
  readonly businessKey?: string;
  readonly parent?: ParentLink;
  /** Overrides the workflow timeout of the new instance, an instant. */
  readonly deadline?: number;
}

/** Tells another instance something. */
export interface MessageEffect {
  readonly type: 'message';
  readonly to: string;
  readonly fact: Fact;
}

/** A line for the log. */
export interface LogEffect {
  readonly type: 'log';
  readonly node: NodeInstanceId;
  readonly level: LogLevel;
  readonly message: string;
}

/** What the data index shows of a node instance; later entries of a node complete the earlier ones. */
export type TraceEntry =
  | {
      readonly type: 'entered';
      readonly node: NodeInstanceId;
      readonly task: TaskId;
      readonly name: string;
      /** Node type as the data index names it: `ActionNode`, `Split`, `CompositeContextNode`, `TimerNode`, `WorkItemNode`, … */
      readonly nodeType: string;
      readonly at: number;
      /** The node instance around this one: a state around its actions. */
      readonly parent?: NodeInstanceId;
      readonly input?: Json;
      /** True: an operator repeated a failed node, and this is the repetition. */
      readonly retrigger?: true;
    }
  | { readonly type: 'exited'; readonly node: NodeInstanceId; readonly at: number; readonly output?: Json }
  /** The action failed and is tried again; `attempt` counts the tries so far. */
  | {
      readonly type: 'retrying';
      readonly node: NodeInstanceId;
      readonly at: number;
      readonly attempt: number;
      readonly message: string;
    }
  | { readonly type: 'failed'; readonly node: NodeInstanceId; readonly at: number; readonly message: string }
  | { readonly type: 'skipped'; readonly node: NodeInstanceId; readonly at: number }
  | { readonly type: 'cancelled'; readonly node: NodeInstanceId; readonly at: number };

/** The outcome of one {@link advance}. */
export interface Advance {
  readonly instance: Instance;
  readonly effects: readonly Effect[];
  readonly trace: readonly TraceEntry[];
}

/** What only the host knows of the world around an instance. Nothing of it is stored. */
export interface Environment {
  /** What `$SECRET` and `$SECRETS` read: configuration as a tree of properties. */
  readonly secrets: JsonObject;
  /** Start headers that carry credentials; they are added to the stored ones. */
  readonly headers: JsonObject;
}
