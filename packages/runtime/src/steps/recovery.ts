import { GrowingPause } from '@orchestrator/store';
import type { CallClaim, ClaimedTimer, PendingCall, Store, WaitingNode } from '@orchestrator/store';
import type { Logger } from '../logger.js';
import { Alarm } from './alarm.js';
import { onceStoreAnswers } from './once-store-answers.js';
import { Punctual } from './punctual.js';

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
  /** The same and those that are being stored. */
  readonly callsInHand: () => WaitingNode[];
  /** How many more calls this process could begin. */
  readonly freeCalls: () => number;
  readonly fire: (timer: ClaimedTimer) => Promise<unknown>;
  readonly repeat: (call: PendingCall) => Promise<unknown>;
  /** Told when another process has left messages and events to others; its calls and timers are taken up here. */
  readonly handedOver: () => void;
}

/** How many rows one look claims at most; more due rows are claimed by the next look, which follows at once. */
const BATCH = 100;

/** Timers that this process has claimed and not fired yet, at most. */
const MAX_CLAIMED = 500;

/** How long before they are due timers are claimed, in milliseconds. */
const AHEAD = 250;

/**
 * The heartbeat renews leases after a third of their time. A call that is taken up is leased for half of it until then: should
 * who took it up be lost as well, the call does not lie idle for a whole lease once more.
 */
const HEARTBEAT = 1 / 3;
const FIRST_LEASE = 1 / 2;

/** Pause before the next look when this process has its hands full: with calls, with timers; in milliseconds. */
const BUSY_PAUSE = 100;
const FULL_PAUSE = 10;

/**
 * Finds due timers and abandoned calls in the store. Timers are rows, so a million sleeping instances cost nothing here.
 */
export class Recovery {
  readonly #context: RecoveryContext;
  readonly #alarm = new Alarm(() => this.#look());
  readonly #pause: GrowingPause;
  /** Whether more timers were due than could be claimed. */
  #crowded = false;
  /** When a claim failed, so that timers and calls may have been claimed for nobody; by the clock for durations. */
  #failedAt: number | undefined;
  readonly #timers = new Punctual({
    fire: (timer) => this.#settle(timer.instanceId, () => this.#context.fire(timer)),
    now: () => performance.now(),
  });
  readonly #closing = new AbortController();
  #heartbeat: NodeJS.Timeout | undefined;
  #ignoreHandOvers: (() => void) | undefined;

  constructor(context: RecoveryContext) {
    this.#context = context;
    this.#pause = new GrowingPause(context.interval);
  }

  /** Takes up what earlier processes left behind, after a pause (milliseconds), then keeps looking. */
  start(pause: number): void {
    const { store, owner, lease } = this.#context;
    this.#heartbeat = setInterval(() => {
      store
        .renewLeases(owner, lease, this.#context.ownCalls())
        .catch((error: unknown) => this.#warn('Leases could not be renewed', error));
    }, lease * HEARTBEAT);
    this.#ignoreHandOvers = store.onHandOver(() => {
      this.wakeIn(0);
      this.#context.handedOver();
    });
    this.#alarm.wakeIn(pause);
  }

  /** Makes sure that a timer which is due in so many milliseconds is found before. */
  wakeIn(milliseconds: number): void {
    this.#alarm.wakeIn(milliseconds - AHEAD);
  }

  /** Takes nothing up any more, but renews the leases of the calls that are still being made. */
  async pause(): Promise<void> {
    this.#closing.abort();
    this.#ignoreHandOvers?.();
    await this.#alarm.stop();
    await this.#timers.stop();
  }

  async stop(): Promise<void> {
    clearInterval(this.#heartbeat);
    await this.pause();
  }

  async #look(): Promise<number> {
    const { interval } = this.#context;
    try {
      const limit = Math.max(0, Math.min(BATCH, MAX_CLAIMED - this.#timers.size));
      const timers = limit > 0 ? await this.#claimTimers(limit) : [];
      // They are fired while the next ones are looked for.
      for (const timer of timers) this.#timers.add(timer);
      const room = Math.min(BATCH, this.#context.freeCalls());
      const calls = room > 0 ? await this.#claimCalls(room) : [];
      if (limit > 0 && room > 0) this.#failedAt = undefined;
      await Promise.all(calls.map((call) => this.#settle(call.instanceId, () => this.#context.repeat(call))));
      if (timers.length === limit) return limit > 0 ? 0 : FULL_PAUSE;
      const next = pauseUntil((await this.#context.store.millisecondsToNextDue()) ?? interval);
      this.#pause.reset();
      return Math.min(Math.max(next, room > calls.length ? 0 : BUSY_PAUSE), interval);
    } catch (error) {
      this.#failedAt = performance.now();
      this.#warn('Due work could not be looked up', error);
      return this.#pause.next();
    }
  }

  #claimCalls(limit: number): Promise<PendingCall[]> {
    const { store, owner, lease } = this.#context;
    return store.claimCalls({ owner, leaseMs: lease * FIRST_LEASE, limit, ...this.#lost() });
  }

  async #claimTimers(limit: number): Promise<ClaimedTimer[]> {
    const { store, owner, lease: leaseMs } = this.#context;
    const held = this.#failedAt === undefined ? {} : { held: this.#timers.held };
    const claim = { owner, leaseMs, limit, ahead: AHEAD, inTurns: this.#crowded };
    const timers = await store.claimTimers({ ...claim, ...held });
    this.#crowded = timers.length === limit;
    return timers;
  }

  /** What the store is to know of calls that may have been claimed for nobody. */
  #lost(): Pick<CallClaim, 'lost'> {
    if (this.#failedAt === undefined) return {};
    return { lost: { held: this.#context.callsInHand(), ago: performance.now() - this.#failedAt } };
  }

  /**
   * Does claimed work, more than once while the store is away: else an outage of a moment would cost another lease. What
   * fails is claimed again once its lease has run out.
   */
  async #settle(instanceId: string, work: () => Promise<unknown>): Promise<void> {
    const patience = this.#context.lease / 2;
    try {
      await onceStoreAnswers(work, { signal: this.#closing.signal, patience, waiting: () => undefined });
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

/** When to look again for what is due then: a timer a little ahead, a lease that runs out not before. */
function pauseUntil(due: number): number {
  return due < AHEAD ? due : due - AHEAD;
}
