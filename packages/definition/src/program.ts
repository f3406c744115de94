import type { Expression } from './expressions/expression.js';
import type { Json, JsonObject } from './json.js';
import type { Template } from './expressions/template.js';

/** Identifies a task inside one Program: a JSON pointer into the document, for instance `/states/2/actions/0`. */
export type TaskId = string;

/** Which reading of the specification applies where runtimes disagree. */
export type Dialect = 'sonataflow' | 'spec';

/**
 * A checked and compiled workflow definition: what the engine runs.
 *
 * A Program is immutable and holds closures, so it is never stored; the document and its files are
 * stored instead, under {@link Program.hash}, and compiled again where they are needed.
 */
export interface Program {
  /** SHA-256 (hex) of the document and of every file that it refers to. */
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
  /** The files that the document refers to, by their path as the document names it. */
  readonly files: ReadonlyMap<string, string>;
  readonly input?: DataSchema;
  readonly output?: DataSchema;
  /** What `$CONST` reads. */
  readonly constants: JsonObject;
  /** The task that a new instance enters first. */
  readonly start: TaskId;
  readonly tasks: ReadonlyMap<TaskId, Task>;
}

/** A text file with the path under which people know it. */
export interface SourceFile {
  /** Path relative to the workflows folder, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
  readonly format: 'yaml' | 'json';
}

/** A JSON Schema for the data that enters or leaves a workflow. */
export interface DataSchema {
  /** The schema with every reference to another file resolved. */
  readonly schema: JsonObject;
  /** False: a violation is reported, and the workflow goes on. */
  readonly failOnViolation: boolean;
  /** All violations of `data`; empty when it fits. */
  validate(data: Json): readonly SchemaViolation[];
}

/** One way in which data does not fit a schema. */
export interface SchemaViolation {
  /** JSON pointer of the offending value; `''` is the whole document. */
  readonly path: string;
  /** What is wrong, readable without the schema at hand: `must be one of English, Spanish`. */
  readonly message: string;
}

/** What happens once a task has finished: another task, the end of this path, or the end of the whole instance. */
export type Then = { readonly to: TaskId } | { readonly end: 'path' | 'instance' };

interface TaskBase {
  readonly id: TaskId;
  /** Name of the state or action, as pages and the data index show it. */
  readonly name: string;
  /** Replaces the data on entry (`stateDataFilter.input`). */
  readonly input?: Expression;
  /** Replaces the data before {@link TaskBase.then} (`stateDataFilter.output`). */
  readonly output?: Expression;
  /** Absent on children of a `do` task: there the parent decides. */
  readonly then?: Then;
  /** `metadata.errorMessage`: a non-blank text result ends the instance in ERROR with that text. */
  readonly errorMessage?: Expression;
}

/** Merges constant data (0.8 `inject`). */
export interface SetTask extends TaskBase {
  readonly kind: 'set';
  readonly data: Json;
}

/** Chooses the first branch whose condition is true (0.8 `switch` with data conditions). */
export interface SwitchTask extends TaskBase {
  readonly kind: 'switch';
  readonly branches: readonly { readonly when: Expression; readonly then: Then }[];
  /** Absent: no true condition is an error. */
  readonly otherwise?: Then;
}

/** Runs its children one after the other on the same data (0.8 `operation`). */
export interface DoTask extends TaskBase {
  readonly kind: 'do';
  readonly children: readonly TaskId[];
}

/** Waits for a time (0.8 `sleep`). */
export interface WaitTask extends TaskBase {
  readonly kind: 'wait';
  /** ISO 8601 duration, checked at compile time. */
  readonly duration: Duration;
}

/** An ISO 8601 duration in its parts; years and months are calendar units (specification 0.8, section A14). */
export interface Duration {
  readonly months: number;
  /** Everything from weeks down to seconds, in milliseconds. */
  readonly milliseconds: number;
}

/** Calls a function and merges its result (0.8 action with `functionRef`). */
export interface CallTask extends TaskBase {
  readonly kind: 'call';
  readonly function: FunctionTarget;
  /** False skips the action (`condition`). */
  readonly condition?: Expression;
  /** The data that arguments see (`actionDataFilter.fromStateData`); the state data itself is unchanged. */
  readonly fromStateData?: Expression;
  /** Absent: the function gets the whole data. */
  readonly arguments?: Template;
  readonly result: ResultFilter;
}

/** What a call reaches. */
export type FunctionTarget =
  /** Evaluated inside the engine. */
  | { readonly kind: 'expression'; readonly name: string; readonly expression: Expression }
  /** A log line; nobody waits for it (`custom`, `sysout[:LEVEL]`). */
  | { readonly kind: 'log'; readonly name: string; readonly level: LogLevel }
  /** Carried out by the connector of that name, outside the engine. */
  | {
      readonly kind: 'connector';
      readonly name: string;
      /** Key of the connector in its registry, for instance `rest`. */
      readonly connector: string;
      /** What the connector reads to know its target; a connector defines the form. */
      readonly operation: string;
      readonly metadata: JsonObject;
    };

/** How important a log line is. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** How a call's result reaches the state data (`actionDataFilter`). */
export interface ResultFilter {
  /** False: the result is dropped (`useResults`). */
  readonly use: boolean;
  /** Selects from the raw result (`results`). */
  readonly select?: Expression;
  /** Property names of the element that receives the result (`toStateData`); absent: merged into the whole data. */
  readonly target?: readonly (string | number)[];
}

/** Any node of a Program. */
export type Task = SetTask | SwitchTask | DoTask | WaitTask | CallTask;
