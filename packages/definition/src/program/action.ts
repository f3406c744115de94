import type { JsonObject } from '../json.js';
import type { Expression } from '../expressions/expression.js';
import type { Template } from '../expressions/template.js';
import type { RetryUse } from './error-policy.js';
import type { EventUse, ProducedEvent } from './events.js';
import type { DurationSource } from './time.js';
import type { TaskBase } from './task.js';

/** What every action has around the thing it does (section A7). */
export interface ActionBase extends TaskBase {
  /** False skips the action, its sleeps and its filters. */
  readonly condition?: Expression;
  readonly sleepBefore?: DurationSource;
  readonly sleepAfter?: DurationSource;
  /** The data that arguments see (`actionDataFilter.fromStateData`); the state data itself is unchanged. */
  readonly fromStateData?: Expression;
  readonly result: ResultFilter;
  readonly retry?: RetryUse;
  /** How long one try may take (`stateExecTimeout.single`). The whole action is bounded by {@link TaskBase.timeout}. */
  readonly attemptTimeout?: DurationSource;
  /** True: nobody waits, and neither result nor error comes back (`invoke: async`). */
  readonly detached: boolean;
}

/** How a result or payload reaches the state data (`actionDataFilter`, `eventDataFilter`). */
export interface ResultFilter {
  /** False: it is dropped (`useResults`, `useData`). */
  readonly use: boolean;
  /** Selects from the raw result (`results`, `data`). */
  readonly select?: Expression;
  /** Property names of the element that receives it (`toStateData`); absent: merged into the whole data. */
  readonly target?: DataPath;
}

/** Property names and list positions, outermost first. */
export type DataPath = readonly (string | number)[];

/** Calls a function (`functionRef`). */
export interface CallTask extends ActionBase {
  readonly kind: 'call';
  readonly function: FunctionTarget;
  /** Absent: the function gets the whole data. */
  readonly arguments?: Template;
}

/** Sends an event (`eventRef` of an action, `produceEvents`) and may wait for an answering one. */
export interface EmitTask extends ActionBase {
  readonly kind: 'emit';
  readonly event: ProducedEvent;
  /** The event whose payload is the result (`resultEventRef`). */
  readonly answer?: { readonly event: EventUse; readonly timeout?: DurationSource };
}

/** Runs another workflow (`subFlowRef`). */
export interface RunTask extends ActionBase {
  readonly kind: 'run';
  readonly workflowId: string;
  /** Absent: the newest. */
  readonly version?: string;
  /** What becomes of a detached child that is still running when this instance ends. */
  readonly onParentEnd: 'terminate' | 'continue';
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
      /** Key of the connector in its registry: `rest`, `openapi`, `asyncapi`, `grpc`, `graphql`, `odata`, `service`, … */
      readonly connector: string;
      /** What the connector reads to know its target; a connector defines the form. */
      readonly operation: string;
      /** Key in {@link Program.files} of the document that describes the operation. */
      readonly document?: string;
      /** How the function names that document; connectors look up their settings by it. */
      readonly reference?: DocumentReference;
      /** Gives what is appended to the name of those settings (metadata `configKey`, workflow-runtime.md 2.1). */
      readonly configKey?: Expression;
      readonly metadata: JsonObject;
    }
  /** The document that describes it could not be read: a call fails with `resource-unavailable`. */
  | { readonly kind: 'unavailable'; readonly name: string; readonly reason: string };

/** The document of a function as its definition names it. */
export interface DocumentReference {
  /** Path or address, as written or as the alias stands for it. */
  readonly uri: string;
  /** The short name that was written instead (extension `workflow-uri-definitions`). */
  readonly alias?: string;
}

/** How important a log line is. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
