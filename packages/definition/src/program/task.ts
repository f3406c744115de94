import type { Json } from '../json.js';
import type { Expression } from '../expressions/expression.js';
import type { Template } from '../expressions/template.js';
import type { CallTask, DataPath, EmitTask, RunTask } from './action.js';
import type { Catch } from './error-policy.js';
import type { EventUse } from './events.js';
import type { DurationSource } from './time.js';

/** Identifies a task inside one Program: a JSON pointer into the document, for instance `/states/2/actions/0`. */
export type TaskId = string;

/**
 * Any node of a Program. Few kinds, so that a second front end can compile to the same ones.
 *
 * A state of the document is a task; so are its actions, its branches, and what its transition or end does on the way
 * (`/states/2/end/produceEvents/0`).
 */
export type Task =
  | SetTask
  | SwitchTask
  | DoTask
  | WaitTask
  | ForkTask
  | ForTask
  | ListenTask
  | CallTask
  | EmitTask
  | RunTask
  | CompensateTask
  | ContinueTask;

/** What a task is in its document: pages list states and actions, and only states can be compensated. */
export type TaskRole = 'state' | 'branch' | 'action' | 'transition';

/** What every task has. */
export interface TaskBase {
  readonly id: TaskId;
  /** Name of the state, branch or action, as pages and the data index show it. */
  readonly name: string;
  readonly role: TaskRole;
  /** The state that this task belongs to; its own id for a state. */
  readonly state: TaskId;
  /** Replaces the data on entry (`stateDataFilter.input`). */
  readonly input?: Expression;
  /** Replaces the data before {@link TaskBase.then} (`stateDataFilter.output`). */
  readonly output?: Expression;
  /** Absent on tasks inside another one: there the outer task decides. */
  readonly then?: Then;
  /** `metadata.errorMessage`: a non-blank text result ends the instance in ERROR with that text. */
  readonly errorMessage?: Expression;
  /** What follows failures inside this task (`onErrors`), first match first. */
  readonly catches?: readonly Catch[];
  /** How long the task may take in all (`stateExecTimeout.total`, `branchExecTimeout`, `actionExecTimeout`). */
  readonly timeout?: DurationSource;
  /** The state that undoes this one (`compensatedBy`). */
  readonly compensatedBy?: TaskId;
}

/** What happens once a task has finished: another task, the end of this path, or the end of the whole instance. */
export type Then = { readonly to: TaskId } | { readonly end: 'path' | 'instance' };

/** Merges constant data (0.8 `inject`). */
export interface SetTask extends TaskBase {
  readonly kind: 'set';
  readonly data: Json;
}

/** Chooses the first branch whose condition is true (0.8 `switch` with data conditions). */
export interface SwitchTask extends TaskBase {
  readonly kind: 'switch';
  readonly branches: readonly SwitchBranch[];
  /** Absent: no true condition is an error. */
  readonly otherwise?: Then;
}

/** One condition of a switch. */
export interface SwitchBranch {
  /** For graphs: the condition's name, or its text. */
  readonly label: string;
  readonly when: Expression;
  readonly then: Then;
}

/** Runs its children one after the other on the same data (0.8 `operation`, actions of a branch or an event). */
export interface DoTask extends TaskBase {
  readonly kind: 'do';
  readonly children: readonly TaskId[];
}

/** Waits for a time (0.8 `sleep`). */
export interface WaitTask extends TaskBase {
  readonly kind: 'wait';
  readonly duration: DurationSource;
}

/** Runs its branches at the same time, each on its own copy of the data (0.8 `parallel`, `actionMode: parallel`). */
export interface ForkTask extends TaskBase {
  readonly kind: 'fork';
  readonly branches: readonly TaskId[];
  /** How many branches have to complete; the others are then cancelled. Absent: all. */
  readonly atLeast?: number | Expression;
}

/** Runs its body once for each item (0.8 `foreach`). */
export interface ForTask extends TaskBase {
  readonly kind: 'for';
  /** Gives the list of items. */
  readonly in: Expression;
  /** Name under which the body sees its item. */
  readonly as: string;
  /** Where the list of the bodies' results goes; absent: nowhere. */
  readonly target?: DataPath;
  readonly mode: 'parallel' | 'sequential';
  /** How many bodies run at a time, whole batches one after the other; absent: all. */
  readonly batchSize?: number | Expression;
  readonly body: TaskId;
}

/** Waits for events (0.8 `event`, `callback`, `switch` with event conditions). */
export interface ListenTask extends TaskBase {
  readonly kind: 'listen';
  /** `any`: the first event of any entry. `all`: every event of every entry. */
  readonly mode: 'any' | 'all';
  readonly entries: readonly ListenEntry[];
  /** An action that runs once the events are awaited, so that a fast answer is not lost (0.8 `callback`). */
  readonly before?: TaskId;
  /** How long to wait (`eventTimeout`). */
  readonly eventTimeout?: DurationSource;
  /** Where to go when the time is up; absent: {@link TaskBase.then}, without running any entry. */
  readonly onTimeout?: Then;
}

/** Events that belong together, and what happens when they are in. */
export interface ListenEntry {
  /** For graphs: names of the events. */
  readonly label: string;
  readonly events: readonly EventUse[];
  /** A `do` task with the entry's actions. */
  readonly body?: TaskId;
  /** Where to go afterwards; absent: {@link TaskBase.then}. */
  readonly then?: Then;
}

/** Undoes completed states in reverse order (`compensate: true`, section A12). */
export interface CompensateTask extends TaskBase {
  readonly kind: 'compensate';
}

/** Ends the instance and starts another one in its place (`continueAs`, section A8). */
export interface ContinueTask extends TaskBase {
  readonly kind: 'continue';
  readonly workflowId: string;
  /** Absent: the newest. */
  readonly version?: string;
  /** Input of the new instance; absent: the state data. */
  readonly data?: Template;
  /** Overrides the workflow timeout of the new instance. */
  readonly timeout?: DurationSource;
}

/** Id of the task that undoes completed states when an instance is cancelled; every Program has it. */
export const CANCEL_COMPENSATION: TaskId = '/compensation';
