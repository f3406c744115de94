import type { Json, JsonObject } from '@orchestrator/definition';
import type { CallError } from '@orchestrator/engine';

/** Carries out one kind of call to the outside. A connector keeps no state about instances. */
export interface Connector {
  /**
   * Makes the call and answers its result.
   *
   * @param signal - aborted when the call has taken too long or the host shuts down
   * @throws CallFailure for every way in which the call can end without a result
   */
  call(request: ConnectorCall, signal: AbortSignal): Promise<Json>;
}

/** What a connector has to know about a call. */
export interface ConnectorCall {
  readonly instanceId: string;
  readonly workflowId: string;
  readonly workflowVersion: string;
  /** The same for every repetition of the same call, so that the other side can recognise one. */
  readonly idempotencyKey: string;
  /** Name of the function in the definition. */
  readonly function: string;
  /** Its operation, in the form that the connector defines. */
  readonly operation: string;
  readonly metadata: JsonObject;
  readonly arguments: Json;
  /** False when the workflow gave no arguments; `arguments` is then the whole data. */
  readonly hasArguments: boolean;
  /** Configuration of the workflow's folder, for instance `kogito.sw.functions.<name>.host`. */
  readonly configuration: (key: string) => string | undefined;
}

/** A call that ended without a result. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';
  readonly error: CallError;

  constructor(error: CallError, options?: ErrorOptions) {
    super(error.message, options);
    this.error = error;
  }
}
