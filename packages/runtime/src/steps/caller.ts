import type { Fact, Instance, NodeInstanceId } from '@orchestrator/engine';
import type { CallKey, WaitingNode } from '@orchestrator/store';
import { Counts } from '../limits/counts.js';
import { FairQueue } from '../limits/fair-queue.js';
import type { Logger } from '../logger.js';
import type { CallMaker, CallOfRun, CallOutcome } from './call-maker.js';
import { onceStoreAnswers } from './once-store-answers.js';

/** What carrying out calls needs from its surroundings. */
export interface CallerContext {
  readonly maker: Pick<CallMaker, 'outcome'>;
  /** Calls that may be on their way at once. */
  readonly maxConcurrent: number;
  /** Calls of one workflow that may be on their way at once. */
  readonly maxOfWorkflow: (workflowId: string) => number;
  /** Calls that may be taken on. What is beyond stays a row until somebody has room for it. */
  readonly maxTaken: number;
  readonly logger: Logger;
  readonly load: (instanceId: string) => Promise<Instance | undefined>;
  /** Takes the call's outcome. */
  readonly settle: (instanceId: string, outcome: Outcome) => Promise<unknown>;
  /** Removes the row of a call that nobody waits for. */
  readonly forget: (call: CallKey) => Promise<unknown>;
  /** Lets others have calls at once that have not been begun. Does not throw. */
  readonly handOver: (calls: readonly WaitingNode[]) => Promise<void>;
  /** Tells that a call of a workflow is no longer worked on. */
  readonly freed: (workflowId: string) => void;
}

type Outcome = Extract<Fact, { readonly type: 'call-succeeded' | 'call-failed' }>;

interface TakenCall extends WaitingNode {
  readonly workflowId: string;
  readonly queued: Omit<CallOfRun, 'instance'>;
  /** Absent where so many calls wait that their runs are not kept in memory. */
  readonly instance: Instance | undefined;
  readonly stop: AbortController;
  /** Whether it is known how it ended. Then there is nothing to give up: that is stored, or found to be of no use. */
  answered: boolean;
}

const GIVEN_UP = new Error('The call was given up.');

/** Waiting calls whose runs are kept in memory. */
const MAX_KEPT = 500;

/**
 * Carries out calls, a bounded number at a time, and turns each outcome into a fact. Workflows take turns, and none may
 * use up all the room, so the slow calls of one do not keep those of another waiting.
 */
export class Caller {
  readonly #context: CallerContext;
  readonly #queue = new FairQueue<TakenCall>();
  /** Calls that this process has taken on, queued or on their way: by instance, then by node, attempt and try. */
  readonly #taken = new Map<string, Map<string, TakenCall>>();
  readonly #takenOf = new Counts();
  readonly #onTheirWay = new Counts();
  #state: 'open' | 'draining' | 'stopped' = 'open';
  #drained: (() => void) | undefined;

  constructor(context: CallerContext) {
    this.#context = context;
  }

  /** Calls that this process has taken on, by workflow. */
  get counts(): Pick<Counts, 'of' | 'total'> {
    return this.#takenOf;
  }

  /** Calls that are being made. */
  get onTheirWay(): number {
    return this.#onTheirWay.total;
  }

  /** Calls that this process has taken on and not begun. */
  get waiting(): number {
    return this.#queue.size;
  }

  /** How many more calls could be begun at once. What a workflow has waiting beyond its share keeps no room from others. */
  get free(): number {
    const { maxConcurrent, maxTaken, maxOfWorkflow } = this.#context;
    if (this.#state !== 'open' || this.#takenOf.total >= maxTaken) return 0;
    return Math.max(0, maxConcurrent - this.#takenOf.sumWithin(maxOfWorkflow));
  }

  /** The nodes whose leases this process still works for. */
  get nodes(): WaitingNode[] {
    return [...this.#taken.values()].flatMap((calls) => [...calls.values()].map(rowOf));
  }

  /** Takes a call on. One that this process has taken on already is not begun a second time. */
  enqueue({ instance, program, call }: CallOfRun): void {
    const { id: instanceId, workflowId } = instance;
    const calls = this.#taken.get(instanceId) ?? new Map<string, TakenCall>();
    if (this.#state === 'stopped' || calls.has(keyOf(call))) return;
    if (this.#state === 'draining') {
      void this.#context.handOver([{ instanceId, node: call.node }]);
      return;
    }
    // Nobody renews its lease, so it is claimed again by whoever has room then.
    if (this.#takenOf.total >= this.#context.maxTaken) return;
    const kept = this.#queue.size < MAX_KEPT ? instance : undefined;
    const queued = { program, call };
    const taken = {
      instanceId,
      node: call.node,
      workflowId,
      queued,
      instance: kept,
      stop: new AbortController(),
      answered: false,
    };
    this.#taken.set(instanceId, calls.set(keyOf(call), taken));
    this.#takenOf.add(workflowId);
    this.#queue.add(workflowId, taken);
    this.#begin();
  }

  /** Gives up the calls of an instance that has ended, but for those that nobody waits for anyway. */
  cancel(instanceId: string): void {
    for (const { queued, stop, answered } of this.#taken.get(instanceId)?.values() ?? [])
      if (!queued.call.detached && !answered) stop.abort(GIVEN_UP);
  }

  /** Gives up the call that a node no longer waits for. */
  cancelNode(instanceId: string, node: NodeInstanceId): void {
    for (const { queued, stop, answered } of this.#taken.get(instanceId)?.values() ?? [])
      if (queued.call.node === node && !queued.call.detached && !answered) stop.abort(GIVEN_UP);
  }

  /** Begins no more calls, and hands over those that wait. Resolves once those on their way have ended. */
  async drain(): Promise<void> {
    if (this.#state !== 'open') return;
    this.#state = 'draining';
    const waiting = this.#queue.clear();
    for (const taken of waiting) this.#release(taken);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#drained = resolve;
    if (this.#onTheirWay.total === 0) resolve();
    if (waiting.length > 0) await this.#context.handOver(waiting.map(rowOf));
    return promise;
  }

  /** Gives up all calls. Their rows stay, so the next owner repeats them with the same idempotency key. */
  stop(): void {
    this.#state = 'stopped';
    for (const calls of this.#taken.values()) for (const { stop } of calls.values()) stop.abort(GIVEN_UP);
  }

  #begin(): void {
    const { maxConcurrent, maxOfWorkflow } = this.#context;
    while (this.#onTheirWay.total < maxConcurrent) {
      const next = this.#queue.take((id) => this.#onTheirWay.of(id) < maxOfWorkflow(id));
      if (!next) return;
      this.#queue.charge(next.workflowId, 1);
      this.#onTheirWay.add(next.workflowId);
      void this.#carryOut(next);
    }
  }

  async #carryOut(taken: TakenCall): Promise<void> {
    const { instanceId, workflowId, queued, stop } = taken;
    try {
      if (!stop.signal.aborted) await this.#make(taken);
    } catch (error) {
      if (stop.signal.aborted) return;
      // The call's row is still there, and nobody renews its lease from now on: it will be repeated.
      const reason = error instanceof Error ? error.message : String(error);
      this.#context.logger.error(
        `The result of ${queued.call.function} could not be recorded; the call will be repeated. ${reason}`,
        { workflowId, instanceId, node: taken.node },
      );
    } finally {
      this.#onTheirWay.remove(workflowId);
      this.#release(taken);
      this.#begin();
      if (this.#onTheirWay.total === 0) this.#drained?.();
    }
  }

  async #make(taken: TakenCall): Promise<void> {
    const { instanceId, queued, stop } = taken;
    const { maker, load, forget } = this.#context;
    const instance = taken.instance ?? (await load(instanceId));
    const outcome = instance && (await maker.outcome({ ...queued, instance }, stop.signal));
    taken.answered = true;
    if (outcome) await this.#settle(taken, outcome);
    else if (!instance) await forget(keyOfRow(taken));
  }

  async #settle(taken: TakenCall, outcome: CallOutcome): Promise<void> {
    const { instanceId, node, stop, workflowId } = taken;
    const { call } = taken.queued;
    const { tries = 0 } = call;
    const { settle, forget, logger } = this.#context;
    const fact =
      'result' in outcome
        ? ({ type: 'call-succeeded', node, tries, ...outcome } as const)
        : ({ type: 'call-failed', node, tries, error: outcome.error } as const);
    // What the call did is done: its result is kept until it can be stored, so that the call need not be repeated.
    await onceStoreAnswers(() => (call.detached ? forget(keyOfRow(taken)) : settle(instanceId, fact)), {
      signal: stop.signal,
      waiting: ({ message }) =>
        logger.warn(`The result of ${call.function} waits until it can be stored. ${message}`, {
          workflowId,
          instanceId,
          node,
        }),
    });
    if (call.detached && 'error' in outcome) {
      logger.warn(`The call of ${call.function}, which nobody waits for, failed: ${outcome.error.message}`, {
        workflowId,
        instanceId,
        node,
      });
    }
  }

  /** Works on a call no more. */
  #release({ instanceId, workflowId, queued }: TakenCall): void {
    const calls = this.#taken.get(instanceId);
    calls?.delete(keyOf(queued.call));
    if (calls?.size === 0) this.#taken.delete(instanceId);
    this.#takenOf.remove(workflowId);
    this.#context.freed(workflowId);
  }
}

function keyOf({ node, attempt, tries = 0 }: CallOfRun['call']): string {
  return `${node} ${attempt} ${tries}`;
}

function keyOfRow({ instanceId, queued: { call } }: TakenCall): CallKey {
  return { instanceId, node: call.node, tries: call.tries ?? 0 };
}

function rowOf({ instanceId, node }: WaitingNode): WaitingNode {
  return { instanceId, node };
}
