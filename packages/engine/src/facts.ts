import type { Json, JsonObject, LogLevel, TaskId } from '@orchestrator/definition';
import type { Instance, NodeInstanceId } from './instance.js';

/** Something that happened to an instance. Facts about a node that no longer waits are ignored. */
export type Fact =
  | { readonly type: 'started' }
  | { readonly type: 'call-succeeded'; readonly node: NodeInstanceId; readonly result: Json }
  | { readonly type: 'call-failed'; readonly node: NodeInstanceId; readonly error: CallError }
  | { readonly type: 'timer-fired'; readonly node: NodeInstanceId }
  | { readonly type: 'cancelled' }
  /** The store could not keep the outcome of the instance's next step, so that step failed. */
  | { readonly type: 'step-rejected'; readonly error: CallError };

/** How a call ended without a result. */
export interface CallError {
  /** Stable: `http-status`, `network`, `timeout`, `bad-arguments`, … */
  readonly code: string;
  readonly message: string;
  readonly cause?: string;
  readonly status?: number;
}

/** A wish that the host carries out after the commit that contains it. */
export type Effect =
  | CallEffect
  | { readonly type: 'timer'; readonly node: NodeInstanceId; readonly due: number }
  | {
      readonly type: 'log';
      readonly node: NodeInstanceId;
      readonly level: LogLevel;
      readonly message: string;
    };

/** A call to the outside that its node waits for. */
export interface CallEffect {
  readonly type: 'call';
  readonly node: NodeInstanceId;
  /** Rises only after a definite answer, so that a repeated call keeps its idempotency key. */
  readonly attempt: number;
  readonly function: string;
  readonly connector: string;
  readonly operation: string;
  readonly metadata: JsonObject;
  readonly arguments: Json;
  /** False when the workflow gave no `arguments`, and `arguments` is the whole data. */
  readonly hasArguments: boolean;
}

/** What the data index shows of a node instance; later entries of a node complete the earlier ones. */
export type TraceEntry =
  | {
      readonly type: 'entered';
      readonly node: NodeInstanceId;
      readonly task: TaskId;
      readonly name: string;
      /** Node type as the data index names it: `ActionNode`, `Split`, `CompositeContextNode`, `TimerNode`, `WorkItemNode`. */
      readonly nodeType: string;
      readonly at: number;
      /** The node instance around this one: a state around its actions. */
      readonly parent?: NodeInstanceId;
      readonly input?: Json;
    }
  | { readonly type: 'exited'; readonly node: NodeInstanceId; readonly at: number; readonly output?: Json }
  | { readonly type: 'failed'; readonly node: NodeInstanceId; readonly at: number; readonly message: string }
  | { readonly type: 'cancelled'; readonly node: NodeInstanceId; readonly at: number };

/** The outcome of one {@link advance}. */
export interface Advance {
  readonly instance: Instance;
  readonly effects: readonly Effect[];
  readonly trace: readonly TraceEntry[];
}
