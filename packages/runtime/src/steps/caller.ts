import { CallFailure } from '@orchestrator/connectors';
import type { CallingRun, CallResult, Connector, ConnectorCall } from '@orchestrator/connectors';
import { callArguments } from '@orchestrator/engine';
import type {
  CallEffect,
  CallError,
  Environment,
  Fact,
  Instance,
  NodeInstanceId,
} from '@orchestrator/engine';
import { ExpressionError } from '@orchestrator/definition';
import type { Program } from '@orchestrator/definition';
import type { WaitingNode } from '@orchestrator/store';
import type { Logger } from '../logger.js';
import { idempotencyKey } from './idempotency-key.js';
import { redact } from './redact.js';

/** What carrying out calls needs from its surroundings. */
export interface CallerContext {
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly maxConcurrent: number;
  readonly logger: Logger;
  readonly configuration: (workflowId: string) => (key: string) => string | undefined;
  readonly environment: (instance: Instance) => Environment;
  /** Takes the call's outcome. */
  readonly settle: (instanceId: string, fact: Fact & { readonly node: NodeInstanceId }) => Promise<unknown>;
  /** Removes the row of a call that nobody waits for. */
  readonly forget: (call: WaitingNode) => Promise<unknown>;
}

/** A call that is to be made. */
export interface QueuedCall {
  readonly instance: Instance;
  readonly program: Program;
  readonly call: CallEffect;
}

interface TakenCall {
  readonly queued: QueuedCall;
  readonly stop: AbortController;
}

type Outcome = CallResult | { readonly error: CallError };

/** Carries out calls, a bounded number at a time, and turns each outcome into a fact. */
export class Caller {
  readonly #context: CallerContext;
  readonly #queue: TakenCall[] = [];
  /** Calls that this process has taken on, queued or on their way, by node and attempt. */
  readonly #taken = new Map<string, TakenCall>();
  #onTheirWay = 0;
  #stopped = false;

  constructor(context: CallerContext) {
    this.#context = context;
  }

  /** Calls that this process has taken on. */
  get size(): number {
    return this.#taken.size;
  }

  /** How many more calls could be begun at once. */
  get free(): number {
    return Math.max(0, this.#context.maxConcurrent - this.#taken.size);
  }

  /** The nodes whose leases this process still works for. */
  get nodes(): WaitingNode[] {
    return [...this.#taken.values()].map(({ queued }) => rowOf(queued));
  }

  /** Takes a call on. One that this process has taken on already is not begun a second time. */
  enqueue(queued: QueuedCall): void {
    const key = keyOf(queued.call);
    if (this.#stopped || this.#taken.has(key)) return;
    const taken = { queued, stop: new AbortController() };
    this.#taken.set(key, taken);
    this.#queue.push(taken);
    this.#drain();
  }

  /** Gives up the calls of an instance that has ended, but for those that nobody waits for anyway. */
  cancel(instanceId: string): void {
    this.#stopWhere(({ instance, call }) => instance.id === instanceId && !call.detached);
  }

  /** Gives up the call that a node no longer waits for. */
  cancelNode(node: NodeInstanceId): void {
    this.#stopWhere(({ call }) => call.node === node && !call.detached);
  }

  /** Gives up all calls. Their rows stay, so the next owner repeats them with the same idempotency key. */
  stop(): void {
    this.#stopped = true;
    this.#stopWhere(() => true);
  }

  #stopWhere(condition: (queued: QueuedCall) => boolean): void {
    for (const { queued, stop } of this.#taken.values()) {
      if (condition(queued)) stop.abort();
    }
  }

  #drain(): void {
    while (this.#onTheirWay < this.#context.maxConcurrent) {
      const next = this.#queue.shift();
      if (!next) return;
      this.#onTheirWay += 1;
      void this.#carryOut(next);
    }
  }

  async #carryOut({ queued, stop: { signal } }: TakenCall): Promise<void> {
    const { instance, call } = queued;
    try {
      const outcome = signal.aborted ? undefined : await this.#outcome(queued, signal);
      if (outcome) await this.#settle(queued, outcome);
    } catch (error) {
      // The call's row is still there, and nobody renews its lease from now on: it will be repeated.
      const reason = error instanceof Error ? error.message : String(error);
      this.#context.logger.error(
        `The result of ${call.function} could not be recorded; the call will be repeated. ${reason}`,
        { instanceId: instance.id },
      );
    } finally {
      this.#taken.delete(keyOf(call));
      this.#onTheirWay -= 1;
      this.#drain();
    }
  }

  async #settle(queued: QueuedCall, outcome: Outcome): Promise<void> {
    const { instance, call } = queued;
    const { node } = call;
    if (!call.detached) {
      await this.#context.settle(
        instance.id,
        'result' in outcome
          ? { type: 'call-succeeded', node, ...outcome }
          : { type: 'call-failed', node, error: outcome.error },
      );
      return;
    }
    await this.#context.forget(rowOf(queued));
    if ('error' in outcome) {
      this.#context.logger.warn(
        `The call of ${call.function}, which nobody waits for, failed: ${outcome.error.message}`,
        { instanceId: instance.id },
      );
    }
  }

  /** How the call ended; undefined when it was given up. */
  async #outcome(queued: QueuedCall, signal: AbortSignal): Promise<Outcome | undefined> {
    try {
      const outcome = await this.#call(queued, signal);
      return signal.aborted ? undefined : outcome;
    } catch (error) {
      if (signal.aborted) return undefined;
      return { error: this.#errorOf(queued, error) };
    }
  }

  #call(queued: QueuedCall, signal: AbortSignal): Promise<CallResult> {
    const { environment, configuration } = this.#context;
    const { instance, program, call } = queued;
    const known = environment(instance);
    return this.#connector(call).call(
      {
        run: callingRun(queued),
        idempotencyKey: idempotencyKey(instance.id, call),
        function: call.function,
        operation: call.operation,
        ...description(queued),
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

  #errorOf(queued: QueuedCall, error: unknown): CallError {
    const told = this.#told(queued, error);
    const { headers, secrets } = this.#context.environment(queued.instance);
    const { message, cause } = told;
    const safe = (text: string): string => redact(text, [headers, secrets]);
    return { ...told, message: safe(message), ...(cause !== undefined && { cause: safe(cause) }) };
  }

  #told({ instance, call }: QueuedCall, error: unknown): CallError {
    if (error instanceof CallFailure) return error.error;
    if (error instanceof ExpressionError) return { code: error.code, message: error.message };
    const cause = error instanceof Error ? error.message : String(error);
    this.#context.logger.error(`The connector "${call.connector}" failed unexpectedly: ${cause}`, {
      instanceId: instance.id,
    });
    return {
      code: 'connector-failed',
      message: `The function "${call.function}" failed unexpectedly.`,
      cause,
    };
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

function callingRun({ instance, program }: QueuedCall): CallingRun {
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

function description({ program, call }: QueuedCall): Pick<ConnectorCall, 'description'> {
  const { document: path, reference, configKey } = call;
  if (path === undefined || !reference) return {};
  const { files } = program;
  return { description: { path, reference, files, ...(configKey !== undefined && { configKey }) } };
}

function keyOf({ node, attempt }: CallEffect): string {
  return `${node} ${attempt}`;
}

function rowOf({ instance, call }: QueuedCall): WaitingNode {
  return { instanceId: instance.id, node: call.node };
}
