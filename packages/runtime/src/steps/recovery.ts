import type { ClaimedTimer, PendingCall, Store, WaitingNode } from '@orchestrator/store';
import type { Logger } from '../logger.js';
import { Alarm } from './alarm.js';

/** What looking for due work needs from its surroundings. */
export interface RecoveryContext {
  readonly store: Store;
  readonly owner: string;
  readonly lease: number;
  /** Longest pause between two looks, in milliseconds. */
  readonly interval: number;
  readonly logger: Logger;
  /** The calls that this process is making, whose leases it therefore renews. */
  readonly ownCalls: () => WaitingNode[];
  /** How many more calls this process could begin. */
  readonly freeCalls: () => number;
  readonly fire: (timer: ClaimedTimer) => Promise<unknown>;
  readonly repeat: (call: PendingCall) => Promise<unknown>;
}

/** How many rows one look claims at most; more due rows are claimed by the next look, which follows at once. */
const BATCH = 100;

/** Pause before the next look when this process has its hands full, in milliseconds. */
const BUSY_PAUSE = 100;

/**
 * Finds due timers and abandoned calls in the store. Timers are rows, so a million sleeping instances cost nothing here.
 */
export class Recovery {
  readonly #context: RecoveryContext;
  readonly #alarm = new Alarm(() => this.#look());
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(context: RecoveryContext) {
    this.#context = context;
  }

  /** Takes up what earlier processes left behind, then keeps looking. */
  start(): void {
    const { store, owner, lease } = this.#context;
    this.#heartbeat = setInterval(() => {
      store
        .renewLeases(owner, lease, this.#context.ownCalls())
        .catch((error: unknown) => this.#warn('Leases could not be renewed', error));
    }, lease / 3);
    this.wakeIn(0);
  }

  /** Makes sure that a look happens no later than this many milliseconds from now. */
  wakeIn(milliseconds: number): void {
    this.#alarm.wakeIn(milliseconds);
  }

  /** Takes nothing up any more, but renews the leases of the calls that are still being made. */
  pause(): Promise<void> {
    return this.#alarm.stop();
  }

  async stop(): Promise<void> {
    clearInterval(this.#heartbeat);
    await this.#alarm.stop();
  }

  async #look(): Promise<number> {
    const { store, owner, lease: leaseMs, interval } = this.#context;
    try {
      const timers = await store.claimTimers({ owner, leaseMs, limit: BATCH });
      const room = Math.min(BATCH, this.#context.freeCalls());
      const calls = room > 0 ? await store.claimCalls({ owner, leaseMs, limit: room }) : [];
      await Promise.all([
        ...timers.map((timer) => this.#settle(timer.instanceId, this.#context.fire(timer))),
        ...calls.map((call) => this.#settle(call.instanceId, this.#context.repeat(call))),
      ]);
      const next = timers.length === BATCH ? 0 : ((await store.millisecondsToNextDue()) ?? interval);
      return Math.min(Math.max(next, room > calls.length ? 0 : BUSY_PAUSE), interval);
    } catch (error) {
      this.#warn('Due work could not be looked up', error);
      return interval;
    }
  }

  /** Waits for claimed work; what fails is claimed again once its lease has run out. */
  async #settle(instanceId: string, work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#warn(`Due work of run ${instanceId} could not be done`, error, { instanceId });
    }
  }

  #warn(what: string, error: unknown, fields: Record<string, string> = {}): void {
    if (this.#alarm.stopped) return;
    this.#context.logger.warn(
      `${what}; it will be tried again. ${error instanceof Error ? error.message : String(error)}`,
      fields,
    );
  }
}
