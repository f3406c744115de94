import type { Json, JsonObject, TaskId } from '@orchestrator/definition';

/** Identifies one execution of one task inside its instance: `<instance id>:<n>`, n counting from 1. */
export type NodeInstanceId = string;

/** A path with data of its own: the whole workflow, a branch, or an iteration. */
export interface Scope {
  /** The state data, `workflowdata` for the root scope. */
  readonly data: Json;
  /** Where the path is; null when it has ended. */
  readonly frame: Frame | null;
  /** Position among its siblings: number of the branch or of the item. */
  readonly index: number;
  /** The item of an iteration under its name; expressions see it as variable and as property. */
  readonly item?: JsonObject;
  /** Result of the last action of an iteration (`$WORKFLOW.prevActionResult`). */
  readonly result?: Json;
}

/** A task that has been entered and not yet left. */
export interface Frame {
  readonly task: TaskId;
  readonly node: NodeInstanceId;
  /** How far the task has got. Absent: it is doing what its kind does. */
  readonly step?: Step;
  /** The running child, on the same data. */
  readonly child?: Frame;
  /** Running branches or iterations. */
  readonly scopes?: readonly Scope[];
  /** What has to happen before the task goes on. */
  readonly wait?: Wait;
  /** When the task's own time is up. */
  readonly deadline?: number;
  /** What its kind keeps between facts. */
  readonly progress?: Progress;
  /** Times that the action was tried again, and the last wait before jitter in milliseconds. */
  readonly retries?: { readonly count: number; readonly delay: number };
  /** True: it failed and waits for an operator. */
  readonly failed?: true;
}

/** The stages of a task around what its kind does. */
export type Step = 'sleep-before' | 'sleep-after' | 'leave';

/** What a frame waits for. */
export type Wait =
  | { readonly for: 'call'; readonly attempt: number }
  | { readonly for: 'timer'; readonly due: number }
  /** The next try of a failed action. */
  | { readonly for: 'retry'; readonly due: number }
  /** Nothing outside: the path gave way to others after many steps and goes on at once. */
  | { readonly for: 'turn'; readonly due: number }
  | { readonly for: 'events'; readonly due?: number }
  | { readonly for: 'child'; readonly instanceId: string };

/** What tasks of one kind keep. */
export type Progress =
  /** `do`: which child runs. */
  | { readonly kind: 'do'; readonly index: number }
  /** `fork`: data of branches that have completed, by number. */
  | { readonly kind: 'fork'; readonly base: Json; readonly done: { readonly [index: string]: Json } }
  /** `for`: all items, how many have begun, and the results so far by number. */
  | {
      readonly kind: 'for';
      readonly items: readonly Json[];
      readonly begun: number;
      readonly results: { readonly [index: string]: Json };
    }
  /** `listen`: events that are in but not yet handled, and `entry/event` numbers of all that came. */
  | {
      readonly kind: 'listen';
      readonly came: readonly string[];
      /** Entries whose body has still to run, the running one first. */
      readonly todo: readonly ListenTurn[];
      /** True once the action that runs before has ended. */
      readonly acted: boolean;
    }
  /** `compensate`: states still to be undone, the next one last. */
  | { readonly kind: 'compensate'; readonly remaining: readonly TaskId[] };

/** An entry of a `listen` task whose turn has come, with the payloads to merge before its body. */
export interface ListenTurn {
  readonly entry: number;
  readonly payloads: readonly { readonly event: number; readonly value: Json }[];
}
