import type { CallError } from '@orchestrator/engine';
import { CallFailure } from '../call-failure.js';
import type { CallResult, Connector, ConnectorCall } from '../connector.js';
import type { FunctionHandler, FunctionHandlers } from './function-handlers.js';

/** Calls functions that the operator of the server provides (workflow-runtime.md 2.3). */
export class FunctionConnector implements Connector {
  readonly #kind: string;
  readonly #handlers: FunctionHandlers;
  readonly #otherwise: Connector | undefined;

  /**
   * @param kind - what stands before the first colon of the operations
   * @param otherwise - carries out what no handler is for
   */
  constructor(kind: string, handlers: FunctionHandlers, otherwise?: Connector) {
    this.#kind = kind;
    this.#handlers = handlers;
    this.#otherwise = otherwise;
  }

  async call(call: ConnectorCall, signal: AbortSignal): Promise<CallResult> {
    const operation = call.operation === '' ? this.#kind : `${this.#kind}:${call.operation}`;
    const handler = handlerFor(this.#handlers, operation);
    if (handler) return { result: (await this.#result(handler, call, operation, signal)) ?? null };
    if (this.#otherwise) return this.#otherwise.call(call, signal);
    throw noFunction(operation);
  }

  async #result(
    handler: FunctionHandler,
    { arguments: given, hasArguments, metadata, run, idempotencyKey }: ConnectorCall,
    operation: string,
    signal: AbortSignal,
  ) {
    const { instanceId, workflowId } = run;
    const known = { operation, arguments: given, hasArguments, metadata, instanceId, workflowId };
    try {
      return await handler({ ...known, idempotencyKey, signal });
    } catch (error) {
      throw error instanceof CallFailure ? error : new CallFailure(errorOf(error), { cause: error });
    }
  }
}

/** The connectors for all handlers, by the kind of their operations, with what came along for the same kinds below them. */
export function functionConnectors(
  handlers: FunctionHandlers,
  builtIn: ReadonlyMap<string, Connector>,
): ReadonlyMap<string, Connector> {
  const kinds = new Set(Object.keys(handlers).map((operation) => operation.split(':', 1)[0] ?? ''));
  return new Map([...kinds].map((kind) => [kind, new FunctionConnector(kind, handlers, builtIn.get(kind))]));
}

/** @param operation - the whole operation as the definition has it */
export function noFunction(operation: string): CallFailure {
  return new CallFailure({
    code: 'no-function',
    message: `This server has no function for "${operation}". Start it with --functions FILE, where FILE exports one under that name.`,
  });
}

function handlerFor(handlers: FunctionHandlers, operation: string): FunctionHandler | undefined {
  const keys = Object.keys(handlers).filter((key) => operation === key || operation.startsWith(`${key}:`));
  const [longest] = keys.sort((a, b) => b.length - a.length);
  return longest === undefined ? undefined : handlers[longest];
}

function errorOf(error: unknown): CallError {
  if (!(error instanceof Error)) return { code: 'function-failed', message: String(error) };
  const classes = classesOf(error);
  return { code: 'function-failed', message: error.message, ...(classes && { classes }) };
}

/** Names of classes have dots, those of JavaScript's own errors have none. */
function classesOf(error: Error & { readonly classes?: unknown }): readonly string[] | undefined {
  const { classes, name } = error;
  if (Array.isArray(classes)) return classes.map(String);
  return name.includes('.') ? [name] : undefined;
}
