import type { JsonObject } from '../json.js';
import type { DataSchema } from './data-schema.js';
import type { Dialect } from './dialect.js';
import type { DurationSource, Schedule } from './time.js';
import type { Task, TaskId } from './task.js';

/**
 * A checked and compiled workflow definition: what the engine runs.
 *
 * A Program is immutable and holds closures, so it is never stored; the document and its files are
 * stored instead, under {@link Program.hash}, and compiled again where they are needed.
 */
export interface Program {
  /** SHA-256 (hex) of the document, of every file that it refers to, and of the dialect. */
  readonly hash: string;
  /** The document's `id`: first path segment of the workflow API. */
  readonly workflowId: string;
  /** The document's `version`; `1.0` when it has none. */
  readonly version: string;
  /** The document's `name`; its id when it has none. */
  readonly name: string;
  readonly description?: string;
  readonly annotations: readonly string[];
  readonly metadata: JsonObject;
  readonly dialect: Dialect;
  /** The document as its author wrote it. */
  readonly source: SourceFile;
  /** The files that the document refers to: by path below the workflows folder, or by the whole address of a remote one. */
  readonly files: ReadonlyMap<string, string>;
  readonly input?: DataSchema;
  readonly output?: DataSchema;
  /** What `$CONST` reads. */
  readonly constants: JsonObject;
  /** The states that the document lists, in its order; pages and graphs follow it. */
  readonly states: readonly TaskId[];
  /** The task that a new instance enters first. A `listen` task there means: events create instances. */
  readonly start: TaskId;
  /** When instances start by themselves. */
  readonly schedule?: Schedule;
  /** True: only a terminating end, a cancellation or the workflow timeout ends an instance (`keepActive`). */
  readonly keepActive: boolean;
  readonly timeout?: WorkflowTimeout;
  /** Every task by its id. */
  readonly tasks: ReadonlyMap<TaskId, Task>;
}

/** How long a whole instance may live (`workflowExecTimeout`). */
export interface WorkflowTimeout {
  readonly duration: DurationSource;
  /** True: active states are stopped at once. False: they finish, and nothing follows them. */
  readonly interrupt: boolean;
  /** A state to run before the instance ends. */
  readonly runBefore?: TaskId;
}

/** A text file with the path under which people know it. */
export interface SourceFile {
  /** Path relative to the workflows folder, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
  readonly format: 'yaml' | 'json';
}
