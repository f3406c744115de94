import { createHash } from 'node:crypto';
import { CallFailure } from '@orchestrator/connectors';
import type { Connector } from '@orchestrator/connectors';
import type { CallEffect, Fact, Instance, NodeInstanceId } from '@orchestrator/engine';
import type { WaitingNode } from '@orchestrator/store';
import type { Program } from '@orchestrator/definition';
import type { Logger } from '../logger.js';

/** What carrying out calls needs from its surroundings. */
export interface CallerContext {
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly maxConcurrent: number;
  readonly logger: Logger;
  readonly configuration: (workflowId: string) => (key: string) => string | undefined;
  /** Takes the call's outcome. */
  readonly settle: (instanceId: string, fact: Fact) => Promise<unknown>;
}

interface QueuedCall {
  readonly instance: Pick<Instance, 'id' | 'workflowId'>;
  readonly program: Program;
  readonly call: CallEffect;
}

/** Carries out calls, a bounded number at a time, and turns each outcome into a fact. */
export class Caller {
  readonly #context: CallerContext;
  readonly #queue: QueuedCall[] = [];
  /** Calls that this process has taken on, queued or on their way, by node instance id. */
  readonly #taken = new Map<
    NodeInstanceId,
    { readonly instanceId: string; readonly stop: AbortController }
  >();
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
    return [...this.#taken].map(([node, { instanceId }]) => ({ instanceId, node }));
  }

  /** Takes a call on. One that this process has taken on already is not begun a second time. */
  enqueue(queued: QueuedCall): void {
    if (this.#stopped || this.#taken.has(queued.call.node)) return;
    this.#taken.set(queued.call.node, { instanceId: queued.instance.id, stop: new AbortController() });
    this.#queue.push(queued);
    this.#drain();
  }

  /** Gives up the calls of an instance that has ended: nobody waits for their results any more. */
  cancel(instanceId: string): void {
    for (const taken of this.#taken.values()) {
      if (taken.instanceId === instanceId) taken.stop.abort();
    }
  }

  /** Gives up all calls. Their rows stay, so the next owner repeats them with the same idempotency key. */
  stop(): void {
    this.#stopped = true;
    for (const { stop } of this.#taken.values()) stop.abort();
  }

  #drain(): void {
    while (this.#onTheirWay < this.#context.maxConcurrent) {
      const next = this.#queue.shift();
      if (!next) return;
      this.#onTheirWay += 1;
      void this.#carryOut(next);
    }
  }

  async #carryOut(queued: QueuedCall): Promise<void> {
    const { instance, call } = queued;
    try {
      const signal = this.#taken.get(call.node)?.stop.signal;
      const fact = signal && !signal.aborted ? await this.#outcome(queued, signal) : undefined;
      if (fact) await this.#context.settle(instance.id, fact);
    } catch (error) {
      // The call's row is still there, and nobody renews its lease from now on: it will be repeated.
      const reason = error instanceof Error ? error.message : String(error);
      this.#context.logger.error(
        `The result of ${call.function} could not be recorded; the call will be repeated. ${reason}`,
        { instanceId: instance.id },
      );
    } finally {
      this.#taken.delete(call.node);
      this.#onTheirWay -= 1;
      this.#drain();
    }
  }

  async #outcome({ instance, program, call }: QueuedCall, signal: AbortSignal): Promise<Fact | undefined> {
    try {
      const result = await this.#connector(call).call(
        {
          instanceId: instance.id,
          workflowId: instance.workflowId,
          workflowVersion: program.version,
          idempotencyKey: idempotencyKey(instance.id, call),
          function: call.function,
          operation: call.operation,
          metadata: call.metadata,
          arguments: call.arguments,
          hasArguments: call.hasArguments,
          configuration: this.#context.configuration(instance.workflowId),
        },
        signal,
      );
      return signal.aborted ? undefined : { type: 'call-succeeded', node: call.node, result };
    } catch (error) {
      if (signal.aborted) return undefined;
      if (error instanceof CallFailure) return { type: 'call-failed', node: call.node, error: error.error };
      const cause = error instanceof Error ? error.message : String(error);
      this.#context.logger.error(`The connector "${call.connector}" failed unexpectedly: ${cause}`, {
        instanceId: instance.id,
      });
      return {
        type: 'call-failed',
        node: call.node,
        error: {
          code: 'connector-failed',
          message: `The function "${call.function}" failed unexpectedly.`,
          cause,
        },
      };
    }
  }

  #connector(call: CallEffect): Connector {
    const connector = this.#context.connectors.get(call.connector);
    if (connector) return connector;
    throw new CallFailure({
      code: 'no-connector',
      message: `Functions of kind "${call.connector}" can't be called by this server.`,
    });
  }
}

/** The same for every repetition of a call that had no definite answer (design: runtime, "No owners, only leases"). */
function idempotencyKey(instanceId: string, call: CallEffect): string {
  return createHash('sha256').update(`${instanceId} ${call.node} ${call.attempt}`).digest('hex');
}
