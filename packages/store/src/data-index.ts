import type { Json, JsonObject } from '@orchestrator/definition';

/**
 * Reads what the data index shows. Each method is one statement, whatever the number of rows.
 *
 * Where a time limit is given, longer reads throw InvalidQueryError, and only a few run at once; the others wait, so that what
 * clients ask for leaves connections to the runs.
 *
 * All throw UnknownFieldError and InvalidQueryError for a query that cannot be answered, and StoreUnavailableError.
 */
export interface DataIndex {
  instances(query: Query): Promise<InstanceRow[]>;
  countInstances(query?: CountQuery): Promise<number>;
  /** Node instances of many instances at once, by instance id, in the order in which they were entered. */
  nodes(instanceIds: readonly string[], timeLimit?: number): Promise<Map<string, NodeRow[]>>;
  /** The newest published definition of each own workflow, and all of other runtimes. */
  definitions(query: Query): Promise<DefinitionRow[]>;
  countDefinitions(query?: CountQuery): Promise<number>;
  /** Own definitions by hash, whether they are published or not. */
  definitionsByHash(hashes: readonly string[], timeLimit?: number): Promise<Map<string, DefinitionRow>>;
  /** Definitions of other runtimes that have one of these versions. */
  definitionsByVersion(versions: readonly WorkflowVersion[], timeLimit?: number): Promise<DefinitionRow[]>;
  /** What is to happen at a time: timers of instances, jobs that somebody ordered, jobs of other runtimes. */
  jobs(query: Query): Promise<JobRow[]>;
  countJobs(query?: CountQuery): Promise<number>;
  /** User tasks, which only other runtimes have. */
  tasks(query: Query): Promise<TaskRow[]>;
  countTasks(query?: CountQuery): Promise<number>;
  /**
   * What changed last, as far as indexes can tell: the instances and user tasks that started last; the jobs that are due
   * next, and those that ended last. Timers are not among them.
   */
  revisions(of: 'instances' | 'jobs' | 'tasks', limit: number): Promise<Revision[]>;
  /** How many instances there are of each kind that the dimensions tell apart, at most 10,000 kinds. */
  instanceGroups(query: CountQuery, by: readonly GroupDimension[]): Promise<InstanceGroup[]>;
  /** One row for each of these workflows that has runs; with `initiatorEntity` only that person's runs count. */
  statistics(
    workflowIds: readonly string[],
    initiatorEntity?: string,
    timeLimit?: number,
  ): Promise<RunStatistics[]>;
}

/** How often something was written; it rises with every change. */
export interface Revision {
  readonly id: string;
  readonly revision: number;
  /** Whether the numbers are from one sequence for all of this kind: what is new has a higher one than what was there. */
  readonly ofSequence?: boolean;
}

/** By what instances are counted: `hour`, `day` and `month` of their start, in UTC. */
export type GroupDimension = 'workflow' | 'state' | 'hour' | 'day' | 'month';

/** Instances of one kind; null: not told apart by that, or not known. */
export interface InstanceGroup {
  readonly processId: string | null;
  readonly state: InstanceRow['state'];
  /** Begin of the hour, day or month of the start, in milliseconds since 1970. */
  readonly time: number | null;
  readonly count: number;
}

/** Which rows to count. */
export interface CountQuery {
  readonly where?: Condition;
  /** Milliseconds that it may take; longer ones throw InvalidQueryError. Absent: no limit. */
  readonly timeLimit?: number;
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

/** An instance, own or of another runtime. Times are milliseconds since 1970. */
export interface InstanceRow {
  readonly id: string;
  /** True: another runtime told of it. What such a runtime did not tell is null. */
  readonly ingested: boolean;
  readonly processId: string;
  readonly version: string | null;
  readonly processName: string | null;
  readonly state: 'PENDING' | 'ACTIVE' | 'COMPLETED' | 'ABORTED' | 'SUSPENDED' | 'ERROR' | null;
  readonly businessKey: string | null;
  /** The instance whose action started this one. */
  readonly parentProcessInstanceId: string | null;
  /** The outermost of the instances around this one. */
  readonly rootProcessInstanceId: string | null;
  /** Workflow of the outermost instance. */
  readonly rootProcessId: string | null;
  readonly start: number | null;
  readonly end: number | null;
  readonly lastUpdate: number;
  /** `{workflowdata, …process variables}`. */
  readonly variables: JsonObject;
  readonly error: ErrorRow | null;
  readonly roles: readonly string[];
  readonly addons: readonly string[];
  /** Null of own instances: it depends on where the server is reached. */
  readonly endpoint: string | null;
  /** Name of the caller who started it, and of the one who changed its state last. */
  readonly createdBy: string | null;
  readonly updatedBy: string | null;
  readonly slaDueDate: number | null;
  /** The event that started it. */
  readonly cloudEventId: string | null;
  readonly cloudEventSource: string | null;
  /** Hash of the definition that an own instance follows. */
  readonly definition: string | null;
  /** Counts commits of this instance. */
  readonly commit: number;
}

/** Why an instance is in state ERROR. */
export interface ErrorRow {
  readonly nodeDefinitionId: string;
  readonly nodeInstanceId: string | null;
  readonly message: string | null;
  /** Own instances only. */
  readonly code: string | null;
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
  readonly enter: number | null;
  readonly exit: number | null;
  readonly errorMessage: string | null;
  readonly cancelType: 'ABORTED' | 'SKIPPED' | 'OBSOLETE' | 'ERROR' | null;
  /** True: an operator repeated a failed node, and this is the repetition. */
  readonly retrigger: boolean | null;
  /** How often the action was tried again so far, and why the last time. */
  readonly retries: number | null;
  readonly retryMessage: string | null;
  readonly slaDueDate: number | null;
  readonly inputArgs: Json | null;
  readonly outputArgs: Json | null;
}

/** Something that is to happen at a time. Times are milliseconds since 1970; what nobody told is null. */
export interface JobRow {
  /** Of a timer: `<node instance id>:<name of the timer>`. */
  readonly id: string;
  /** `timer`: of an own instance; `job`: ordered from this server; `ingested`: of another runtime. */
  readonly origin: 'timer' | 'job' | 'ingested';
  readonly processId: string | null;
  readonly processInstanceId: string | null;
  /** Null for a timer of the whole instance. */
  readonly nodeInstanceId: string | null;
  readonly rootProcessInstanceId: string | null;
  readonly rootProcessId: string | null;
  readonly status: string;
  readonly expirationTime: number | null;
  readonly priority: number | null;
  /** Null of timers, which nobody calls. */
  readonly callbackEndpoint: string | null;
  /** Milliseconds. */
  readonly repeatInterval: number | null;
  readonly repeatLimit: number | null;
  readonly scheduledId: string | null;
  readonly retries: number | null;
  readonly lastUpdate: number | null;
  readonly executionCounter: number | null;
  /** Of other runtimes only. */
  readonly endpoint: string | null;
  readonly exceptionMessage: string | null;
  readonly exceptionDetails: string | null;
}

/** Something that a person is to do, in another runtime. Times are milliseconds since 1970. */
export interface TaskRow {
  readonly id: string;
  readonly userTaskId: string | null;
  readonly description: string | null;
  readonly name: string | null;
  readonly priority: string | null;
  readonly processInstanceId: string | null;
  readonly processId: string | null;
  readonly rootProcessInstanceId: string | null;
  readonly rootProcessId: string | null;
  readonly state: string | null;
  readonly actualOwner: string | null;
  readonly adminGroups: readonly string[];
  readonly adminUsers: readonly string[];
  readonly excludedUsers: readonly string[];
  readonly potentialGroups: readonly string[];
  readonly potentialUsers: readonly string[];
  readonly started: number | null;
  readonly completed: number | null;
  readonly lastUpdate: number;
  readonly slaDueDate: number | null;
  readonly inputs: Json | null;
  readonly outputs: Json | null;
  readonly referenceName: string | null;
  readonly externalReferenceId: string | null;
  readonly endpoint: string | null;
  readonly comments: readonly NoteRow[];
  readonly attachments: readonly NoteRow[];
}

/** A comment or an attachment of a user task. */
export interface NoteRow {
  readonly id: string;
  /** Comments have none. */
  readonly name: string | null;
  readonly content: string;
  readonly updatedBy: string;
  readonly updatedAt: number;
}

/** A version of a workflow. */
export interface WorkflowVersion {
  readonly id: string;
  readonly version: string;
}

/** A definition, own or of another runtime. What such a runtime did not tell is null. */
export interface DefinitionRow {
  readonly id: string;
  readonly version: string;
  readonly ingested: boolean;
  readonly name: string | null;
  readonly description: string | null;
  readonly annotations: readonly string[];
  readonly metadata: JsonObject;
  readonly roles: readonly string[];
  readonly addons: readonly string[];
  readonly type: string | null;
  /** Null of own definitions: it depends on where the server is reached. */
  readonly endpoint: string | null;
  /** Path of an own document. */
  readonly path: string | null;
  readonly source: string | null;
  /** Of own definitions. */
  readonly hash: string | null;
  /** False once the workflow was withdrawn. */
  readonly available: boolean;
  /** Since when it is published, in milliseconds since 1970. */
  readonly publishedAt: number;
  readonly nodes: readonly {
    readonly id: string;
    readonly name: string;
    readonly type: string;
    /** Absent: as the id. */
    readonly uniqueId?: string;
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
  readonly lastRunState: NonNullable<InstanceRow['state']>;
  readonly lastRunStart: number;
  /** Mean time from start to end of the last thousand completed runs, in milliseconds. */
  readonly averageMs: number | null;
}
