import type { Json, JsonObject } from '@orchestrator/definition';

/**
 * What a runtime tells of a workflow, a run, a job or a user task (data-index-and-jobs.md 3.2 to 3.4). Times are
 * milliseconds since 1970; null is what the event leaves out.
 */
export type LifecycleEvent = EventHead &
  (
    | StateChange
    | NodeChange
    | VariableChange
    | ErrorReport
    | DefinitionReport
    | JobReport
    | TaskStateChange
    | TaskAssignment
    | TaskVariableChange
    | TaskNoteChange
  );

/** By what an event is known and ordered. */
export interface EventHead {
  readonly source: string;
  readonly id: string;
  /** When it happened: the `time` of the CloudEvent. */
  readonly time: number;
}

/** The run that an event is about. */
export interface InstanceReference {
  readonly id: string;
  readonly workflowId: string;
  readonly version: string | null;
}

/** A run began, ended, or changed as a whole. */
export interface StateChange {
  readonly kind: 'state';
  readonly instance: InstanceReference;
  readonly change: 'started' | 'ended' | 'migrated' | 'retriggered' | 'updated';
  /** The date that the event gives: that of the start for `started` and `updated`. */
  readonly at: number;
  readonly user: string | null;
  /** The state's number (2.1); null: the event tells none. */
  readonly state: number | null;
  readonly processName: string | null;
  readonly businessKey: string | null;
  readonly parentInstanceId: string | null;
  readonly rootInstanceId: string | null;
  readonly rootWorkflowId: string | null;
  readonly roles: readonly string[];
  readonly addons: readonly string[];
  readonly slaDueAt: number | null;
  readonly cloudEventId: string | null;
  readonly cloudEventSource: string | null;
}

/** A node was entered, left, cancelled or changed. */
export interface NodeChange {
  readonly kind: 'node';
  readonly instance: InstanceReference;
  readonly change: 'entered' | 'exited' | 'aborted' | 'skipped' | 'obsolete' | 'failed' | 'updated';
  readonly at: number;
  readonly node: string;
  readonly task: string;
  readonly name: string;
  readonly type: string;
  readonly slaDueAt: number | null;
  readonly retrigger: boolean | null;
  readonly input: Json | null;
  readonly output: Json | null;
}

/** A variable, or what is at a path inside one, has a value. */
export interface VariableChange {
  readonly kind: 'variable';
  readonly instance: InstanceReference;
  readonly path: readonly string[];
  readonly value: Json;
}

/** A node failed, and the run with it. */
export interface ErrorReport {
  readonly kind: 'error';
  readonly instance: InstanceReference;
  readonly task: string;
  readonly node: string | null;
  readonly message: string | null;
}

/** A workflow is there, or what is known of it changed. */
export interface DefinitionReport {
  readonly kind: 'definition';
  readonly workflowId: string;
  readonly version: string;
  readonly name: string | null;
  readonly type: string | null;
  readonly description: string | null;
  readonly endpoint: string | null;
  readonly text: string | null;
  readonly addons: readonly string[];
  readonly roles: readonly string[];
  readonly annotations: readonly string[];
  readonly metadata: JsonObject;
  readonly nodes: readonly JsonObject[];
}

/** A job as it is now, with all that is known of it. */
export interface JobReport {
  readonly kind: 'job';
  readonly job: string;
  readonly workflowId: string | null;
  readonly instanceId: string | null;
  readonly nodeInstanceId: string | null;
  readonly rootInstanceId: string | null;
  readonly rootWorkflowId: string | null;
  readonly status: string;
  readonly expiresAt: number | null;
  readonly priority: number | null;
  readonly callbackEndpoint: string | null;
  /** Milliseconds. */
  readonly repeatInterval: number | null;
  readonly repeatLimit: number | null;
  readonly scheduledId: string | null;
  readonly retries: number | null;
  readonly updatedAt: number | null;
  readonly executionCounter: number | null;
  readonly exceptionMessage: string | null;
  readonly exceptionDetails: string | null;
}

/** A user task as a whole. */
export interface TaskStateChange {
  readonly kind: 'task-state';
  readonly task: string;
  readonly at: number;
  /** Whether the task is over with it. */
  readonly over: boolean;
  readonly definitionId: string | null;
  readonly instanceId: string | null;
  readonly workflowId: string | null;
  readonly rootInstanceId: string | null;
  readonly rootWorkflowId: string | null;
  readonly name: string | null;
  readonly description: string | null;
  readonly priority: string | null;
  readonly state: string | null;
  readonly actualOwner: string | null;
  readonly referenceName: string | null;
  readonly externalReferenceId: string | null;
  readonly slaDueAt: number | null;
  readonly endpoint: string | null;
}

/** Who may work on a user task, by the role in which they may. */
export interface TaskAssignment {
  readonly kind: 'task-assignment';
  readonly task: string;
  readonly role: 'potentialUsers' | 'potentialGroups' | 'excludedUsers' | 'adminGroups' | 'adminUsers';
  readonly names: readonly string[];
}

/** What goes into a user task, or comes out of it. */
export interface TaskVariableChange {
  readonly kind: 'task-variable';
  readonly task: string;
  readonly direction: 'inputs' | 'outputs';
  readonly name: string;
  readonly value: Json;
}

/** A comment on a user task or an attachment of it was made, changed or removed. */
export interface TaskNoteChange {
  readonly kind: 'task-note';
  readonly task: string;
  readonly list: 'comments' | 'attachments';
  readonly note: string;
  readonly removed: boolean;
  readonly name: string | null;
  readonly content: string | null;
  readonly user: string | null;
  readonly at: number;
}
