import { CallFailure } from '@orchestrator/connectors';
import type { CallingRun, CallResult, Connector, ConnectorCall } from '@orchestrator/connectors';
import { callArguments } from '@orchestrator/engine';
import type { CallEffect, CallError, Environment, Instance } from '@orchestrator/engine';
import { ExpressionError } from '@orchestrator/definition';
import type { Program } from '@orchestrator/definition';
import { isLonger } from '../limits/json-length.js';
import type { Logger } from '../logger.js';
import type { RunFields } from '../run-fields.js';
import { idempotencyKey } from './idempotency-key.js';
import { redact } from './redact.js';

/** What making calls needs from its surroundings. */
export interface CallMakerContext {
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly logger: Logger;
  readonly fields: RunFields;
  readonly configuration: (workflowId: string) => (key: string) => string | undefined;
  readonly environment: (instance: Instance) => Environment;
  /** Longest result, in characters as JSON. */
  readonly maxResult: number;
}

/** A call together with the run that makes it. */
export interface CallOfRun {
  readonly instance: Instance;
  readonly program: Program;
  readonly call: CallEffect;
}

/** What a call came to. */
export type CallOutcome = CallResult | { readonly error: CallError };

/** Makes a call through its connector, and tells every way in which it can end. */
export class CallMaker {
  readonly #context: CallMakerContext;

  constructor(context: CallMakerContext) {
    this.#context = context;
  }

  /** How the call ended; undefined when it was given up. Does not throw. */
  async outcome(made: CallOfRun, signal: AbortSignal): Promise<CallOutcome | undefined> {
    try {
      const outcome = await this.#call(made, signal);
      if (signal.aborted) return undefined;
      return this.#isTooLarge(outcome) ? { error: this.#tooLarge(made.call) } : outcome;
    } catch (error) {
      if (signal.aborted) return undefined;
      return { error: this.#errorOf(made, error) };
    }
  }

  #call(made: CallOfRun, signal: AbortSignal): Promise<CallResult> {
    const { environment, configuration } = this.#context;
    const { instance, program, call } = made;
    const known = environment(instance);
    return this.#connector(call).call(
      {
        run: callingRun(made),
        node: call.node,
        idempotencyKey: idempotencyKey(instance.id, call),
        function: call.function,
        operation: call.operation,
        ...description(made),
        metadata: call.metadata,
        arguments: callArguments(program, instance, call.arguments, known),
        hasArguments: call.hasArguments,
        ...(!('value' in call.arguments) && { confidential: true as const }),
        ...(instance.python && { python: instance.python }),
        configuration: configuration(instance.workflowId),
        headers: { ...instance.headers, ...known.headers },
      },
      signal,
    );
  }

  #errorOf(made: CallOfRun, error: unknown): CallError {
    const told = this.#told(made, error);
    const { headers, secrets } = this.#context.environment(made.instance);
    const { message, cause } = told;
    const safe = (text: string): string => redact(text, [headers, secrets]);
    return { ...told, message: safe(message), ...(cause !== undefined && { cause: safe(cause) }) };
  }

  #told({ instance, call }: CallOfRun, error: unknown): CallError {
    if (error instanceof CallFailure) return error.error;
    if (error instanceof ExpressionError) return { code: error.code, message: error.message };
    const cause = error instanceof Error ? error.message : String(error);
    this.#context.logger.error(`The connector "${call.connector}" failed unexpectedly: ${cause}`, {
      ...this.#context.fields(instance, call.node),
    });
    return {
      code: 'connector-failed',
      message: `The function "${call.function}" failed unexpectedly.`,
      cause,
    };
  }

  #isTooLarge(outcome: CallResult): boolean {
    return isLonger(outcome.result, this.#context.maxResult);
  }

  #tooLarge({ function: name }: CallEffect): CallError {
    const { maxResult } = this.#context;
    const message = `The result of ${name} has more than ${maxResult} characters as JSON; have it answer less, or raise orchestrator.limits.result-length.`;
    return { code: 'data-too-large', message };
  }

  #connector(call: CallEffect): Connector {
    const connector = this.#context.connectors.get(call.connector);
    if (connector) return connector;
    throw new CallFailure({
      code: 'no-connector',
      message: `This server has nothing that calls functions of kind "${call.connector}". Start it with --functions FILE, where FILE exports one for "${call.connector}".`,
    });
  }
}

function callingRun({ instance, program }: CallOfRun): CallingRun {
  const { businessKey, referenceId, parent } = instance;
  return {
    instanceId: instance.id,
    workflowId: instance.workflowId,
    workflowVersion: program.version,
    correlation: instance.correlation,
    ...(businessKey !== undefined && { businessKey }),
    ...(referenceId !== undefined && { referenceId }),
    ...(parent && { parent }),
  };
}

function description({ program, call }: CallOfRun): Pick<ConnectorCall, 'description'> {
  const { document: path, reference, configKey } = call;
  if (path === undefined || !reference) return {};
  const { files } = program;
  return { description: { path, reference, files, ...(configKey !== undefined && { configKey }) } };
}
