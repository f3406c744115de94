import { createHash } from 'node:crypto';
import { CallFailure } from '@orchestrator/connectors';
import type { Connector } from '@orchestrator/connectors';
import type { CallEffect, Fact, Instance } from '@orchestrator/engine';
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
  readonly #running = new Set<string>();
  readonly #stopped = new AbortController();

  constructor(context: CallerContext) {
    this.#context = context;
  }

  /** Queues a call. One that this process is already carrying out is not begun a second time. */
  enqueue(queued: QueuedCall): void {
    if (this.#stopped.signal.aborted || this.#running.has(queued.call.node)) return;
    this.#running.add(queued.call.node);
    this.#queue.push(queued);
    this.#drain();
  }

  /** Gives up all calls. Their rows stay, so the next owner repeats them with the same idempotency key. */
  stop(): void {
    this.#queue.length = 0;
    this.#stopped.abort();
  }

  #active = 0;

  #drain(): void {
    while (this.#active < this.#context.maxConcurrent) {
      const next = this.#queue.shift();
      if (!next) return;
      this.#active += 1;
      void this.#carryOut(next);
    }
  }

  async #carryOut(queued: QueuedCall): Promise<void> {
    const { instance, call } = queued;
    try {
      const fact = await this.#outcome(queued);
      if (fact) await this.#context.settle(instance.id, fact);
    } catch (error) {
      // The outcome could not be written: the call's row is still there and will be repeated once its lease ends.
      const reason = error instanceof Error ? error.message : String(error);
      this.#context.logger.error(
        `The result of ${call.function} could not be recorded; the call will be repeated. ${reason}`,
        {
          instanceId: instance.id,
        },
      );
    } finally {
      this.#running.delete(call.node);
      this.#active -= 1;
      this.#drain();
    }
  }

  async #outcome({ instance, program, call }: QueuedCall): Promise<Fact | undefined> {
    const { signal } = this.#stopped;
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
