import type { Json, JsonObject, TaskId, Then } from '@orchestrator/definition';

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
  /** How far an action has got. Absent: it is doing what it is for. */
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
  readonly retries?: Retries;
  /** True: it failed and waits for an operator. */
  readonly failed?: true;
  /** True: the data has been through the task's input filter, which must not see it again. */
  readonly narrowed?: true;
}

/** What an action that is tried again keeps. */
export interface Retries {
  /** Times that it was tried again. */
  readonly count: number;
  /** The last wait in milliseconds, from which the next one is computed. */
  readonly delay: number;
  /** Number of the present call. It rises only after a definite answer, so that a repetition keeps its idempotency key. */
  readonly attempt: number;
}

/** The stages of an action around what it does. */
export type Step = 'sleep-before' | 'sleep-after';

/** What a frame waits for. */
export type Wait =
  /** `due`: when this try has taken too long; `tries`: how many there were before. */
  | { readonly for: 'call'; readonly attempt: number; readonly tries?: number; readonly due?: number }
  /** Without `due` an operator has cancelled the timer, so only an operator can go on. */
  | { readonly for: 'timer'; readonly due?: number }
  /** The next try of a failed action. */
  | { readonly for: 'retry'; readonly due?: number }
  /** Nothing outside: the path gave way to others after many steps and goes on at once. */
  | { readonly for: 'turn'; readonly due: number }
  | { readonly for: 'events'; readonly due?: number }
  /** `current`: the instance that the child has gone on as (`continueAs`). */
  | { readonly for: 'child'; readonly instanceId: string; readonly current?: string; readonly due?: number };

/** What tasks of one kind keep. */
export type Progress =
  DoProgress | ForkProgress | ForProgress | ListenProgress | CompensateProgress | LeavingProgress;

/** `do`: which child runs. */
export interface DoProgress {
  readonly kind: 'do';
  readonly index: number;
}

/** `fork`: data of the branches that have completed, by number. */
export interface ForkProgress {
  readonly kind: 'fork';
  readonly done: { readonly [index: string]: Json };
}

/** `for`: all items, how many have begun, and the results so far by number. */
export interface ForProgress {
  readonly kind: 'for';
  readonly items: readonly Json[];
  readonly begun: number;
  readonly results: { readonly [index: string]: Json };
}

/** `listen`: what came, and what is still to be done with it. */
export interface ListenProgress {
  readonly kind: 'listen';
  readonly came: readonly Arrival[];
  /** Entries whose turn has come, the running one first. */
  readonly todo: readonly number[];
  /** True once the body of the first entry in `todo` has begun. */
  readonly busy: boolean;
  /** True once the action that runs before has ended. */
  readonly acted: boolean;
}

/** An event that a `listen` task has consumed. */
export interface Arrival {
  readonly entry: number;
  /** Position among the entry's events. */
  readonly event: number;
  /** What the filter of the event sees. */
  readonly value: Json;
}

/** `compensate`: states still to be undone, the next one last. */
export interface CompensateProgress {
  readonly kind: 'compensate';
  readonly remaining: readonly TaskId[];
}

/** A task whose work is done, and which is about to be left. */
export interface LeavingProgress {
  readonly kind: 'leaving';
  readonly then?: Then;
  readonly output?: Json;
}
