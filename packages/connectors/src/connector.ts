import type { DocumentReference, Json, JsonObject } from '@orchestrator/definition';
import type {
  CallResponse,
  NodeInstanceId,
  ParentLink,
  PythonChanges,
  PythonVariables,
} from '@orchestrator/engine';

/**
 * Carries out one kind of call to the outside. A connector keeps no state about instances.
 *
 * @example
 * // `operation: 'clock:now'` in a function of type custom
 * const clock: Connector = { call: async () => ({ result: new Date().toISOString() }) };
 */
export interface Connector {
  /**
   * Makes the call and answers its result.
   *
   * @param signal - aborted when the call has taken too long or the host shuts down
   * @throws CallFailure for every way in which the call can end without a result
   */
  call(request: ConnectorCall, signal: AbortSignal): Promise<CallResult>;
}

/** What a call gives. */
export interface CallResult {
  /** The value that the action's filters see. */
  readonly result: Json;
  /** What `$WORKFLOW.statusCode`, `.statusMessage` and `.responseHeaders` read from now on. */
  readonly response?: CallResponse;
  /** What a Python script changed of what `$WORKFLOW.python` reads; it has no other result. */
  readonly python?: PythonChanges;
}

/** What a connector has to know about a call. */
export interface ConnectorCall {
  readonly run: CallingRun;
  /** The node instance that calls; absent where it is no node of the run. */
  readonly node?: NodeInstanceId;
  /** The same for every repetition of the same call, so that the other side can recognise one. */
  readonly idempotencyKey: string;
  /** Name of the function in the definition. */
  readonly function: string;
  /** Its operation, in the form that the connector defines. */
  readonly operation: string;
  /** The document that describes the operation, where the function names one. */
  readonly description?: Description;
  readonly metadata: JsonObject;
  readonly arguments: Json;
  /** False when the workflow gave no arguments; `arguments` is then the whole data. */
  readonly hasArguments: boolean;
  /** True: the arguments mention secrets or credentials, so they may not be kept. */
  readonly confidential?: true;
  /** What Python scripts of the run have left so far. */
  readonly python?: PythonVariables;
  /** Configuration of the workflow's folder, for instance `kogito.sw.functions.<name>.host`. */
  readonly configuration: (key: string) => string | undefined;
  /** Headers that the run was started with, credentials included as long as they are known. */
  readonly headers: JsonObject;
}

/** The run that calls. */
export interface CallingRun {
  readonly instanceId: string;
  readonly workflowId: string;
  readonly workflowVersion: string;
  readonly businessKey?: string;
  readonly referenceId?: string;
  readonly parent?: ParentLink;
  /** Values of the correlation attributes that events have fixed. */
  readonly correlation: { readonly [attribute: string]: string };
}

/** A document that describes operations: OpenAPI, Protocol Buffers. */
export interface Description {
  /** Key of the document in {@link Description.files}. */
  readonly path: string;
  /** How the function names it. */
  readonly reference: DocumentReference;
  /** What the function's `configKey` gave, to be appended to the name of its settings; empty: it gave nothing. */
  readonly configKey?: string;
  /** Every file of the workflow by its path; the same object for all calls of one definition. */
  readonly files: ReadonlyMap<string, string>;
}
