import type { Json, JsonObject } from '@orchestrator/definition';

/**
 * Reads what the data index shows. Each method is one statement, whatever the number of rows.
 *
 * All throw UnknownFieldError and InvalidQueryError for a query that cannot be answered, and StoreUnavailableError.
 */
export interface DataIndex {
  instances(query: Query): Promise<InstanceRow[]>;
  countInstances(query?: CountQuery): Promise<number>;
  /** Node instances of many instances at once, by instance id, in the order in which they were entered. */
  nodes(instanceIds: readonly string[]): Promise<Map<string, NodeRow[]>>;
  /** The newest published definition of each workflow. */
  definitions(query: Query): Promise<DefinitionRow[]>;
  countDefinitions(query?: CountQuery): Promise<number>;
  /** Definitions by hash, whether they are published or not. */
  definitionsByHash(hashes: readonly string[]): Promise<Map<string, DefinitionRow>>;
  /** What is to happen at a time: the timers of instances. */
  jobs(query: Query): Promise<JobRow[]>;
  countJobs(query?: CountQuery): Promise<number>;
  /** One row for each of these workflows that has runs; with `initiatorEntity` only that person's runs count. */
  statistics(workflowIds: readonly string[], initiatorEntity?: string): Promise<RunStatistics[]>;
}

/** Which rows to count. */
export interface CountQuery {
  readonly where?: Condition;
  /** Address of this server, with which the endpoints of its own rows begin; empty by default. */
  readonly serviceUrl?: string;
}

/** Which rows to list, in which order. */
export interface Query extends CountQuery {
  /** Applied in this order, the id last; nulls last when ascending, first when descending. */
  readonly orderBy?: readonly { readonly field: string; readonly descending: boolean }[];
  readonly limit?: number;
  readonly offset?: number;
}

/**
 * A filter tree. Names of fields are the data index's (`processId`, `start`, `state` …); an unknown one throws
 * UnknownFieldError. SQL's three-valued logic applies: a comparison with null is unknown, and so is its negation.
 */
export type Condition =
  | { readonly and: readonly Condition[] }
  | { readonly or: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly field: string; readonly operator: Operator; readonly value: Json }
  /** Some row below this one meets a condition of its own: a node of an instance, its definition. Never unknown. */
  | { readonly field: string; readonly some: Condition }
  /** A condition on a value inside a JSON field: `variables`, `metadata`. */
  | {
      readonly field: string;
      readonly path: readonly string[];
      readonly operator: Operator;
      readonly value: Json;
    };

/** Comparisons of the Data Index, by its names (data-index-and-jobs.md 1.4). */
export type Operator =
  | 'equal'
  | 'in'
  | 'like'
  | 'isNull'
  | 'greaterThan'
  | 'greaterThanEqual'
  | 'lessThan'
  | 'lessThanEqual'
  | 'between'
  | 'contains'
  | 'containsAll'
  | 'containsAny';

/** Times are milliseconds since 1970. */
export interface InstanceRow {
  readonly id: string;
  readonly processId: string;
  readonly version: string;
  readonly processName: string;
  readonly state: 'PENDING' | 'ACTIVE' | 'COMPLETED' | 'ABORTED' | 'SUSPENDED' | 'ERROR';
  readonly businessKey: string | null;
  /** The instance whose action started this one. */
  readonly parentProcessInstanceId: string | null;
  /** The outermost of the instances around this one. */
  readonly rootProcessInstanceId: string | null;
  /** Workflow of the outermost instance. */
  readonly rootProcessId: string | null;
  readonly start: number;
  readonly end: number | null;
  readonly lastUpdate: number;
  /** `{workflowdata, …process variables}`. */
  readonly variables: JsonObject;
  readonly error: ErrorRow | null;
  /** Name of the caller who started it. */
  readonly createdBy: string | null;
  /** The event that started it. */
  readonly cloudEventId: string | null;
  readonly cloudEventSource: string | null;
  /** Hash of the definition that the instance follows. */
  readonly definition: string;
  /** Counts commits of this instance. */
  readonly commit: number;
}

/** Why an instance is in state ERROR. */
export interface ErrorRow {
  readonly nodeDefinitionId: string;
  readonly nodeInstanceId: string;
  readonly message: string;
  readonly code: string;
  readonly cause: string | null;
}

/** One execution of one task. Times are milliseconds since 1970. */
export interface NodeRow {
  readonly id: string;
  readonly instanceId: string;
  readonly parent: string | null;
  readonly name: string;
  readonly type: string;
  readonly definitionId: string;
  readonly enter: number;
  readonly exit: number | null;
  readonly errorMessage: string | null;
  readonly cancelType: 'ABORTED' | 'SKIPPED' | 'ERROR' | null;
  /** True: an operator repeated a failed node, and this is the repetition. */
  readonly retrigger: boolean | null;
  /** How often the action was tried again so far, and why the last time. */
  readonly retries: number | null;
  readonly retryMessage: string | null;
  readonly inputArgs: Json | null;
  readonly outputArgs: Json | null;
}

/** A timer of an instance, in the form of a job. */
export interface JobRow {
  /** `<node instance id>:<name of the timer>`. */
  readonly id: string;
  readonly processId: string;
  readonly processInstanceId: string;
  /** Null: the timer is the whole instance's. */
  readonly nodeInstanceId: string | null;
  readonly rootProcessInstanceId: string | null;
  readonly rootProcessId: string | null;
  /** When it is due, in milliseconds since 1970. */
  readonly expirationTime: number;
}

/** A workflow's newest published definition. */
export interface DefinitionRow {
  readonly id: string;
  readonly version: string;
  readonly name: string;
  readonly description: string | null;
  readonly annotations: readonly string[];
  readonly metadata: JsonObject;
  /** Of its document. */
  readonly path: string;
  readonly source: string;
  readonly hash: string;
  /** False once the workflow was withdrawn. */
  readonly available: boolean;
  /** Since when it is published, in milliseconds since 1970. */
  readonly publishedAt: number;
  readonly nodes: readonly {
    readonly id: string;
    readonly name: string;
    readonly type: string;
    readonly metadata: { readonly [key: string]: string };
  }[];
}

/** The runs of one workflow in numbers. */
export interface RunStatistics {
  readonly processId: string;
  readonly completed: number;
  readonly error: number;
  /** Runs started in the last 30 days. */
  readonly startedLastMonth: number;
  readonly lastRunId: string;
  readonly lastRunState: InstanceRow['state'];
  readonly lastRunStart: number;
  /** Mean time from start to end of completed runs, in milliseconds. */
  readonly averageMs: number | null;
}
