import type { WorkflowFolder } from './definitions/workflow-folder.js';
import type { Mailroom } from './exchange/mailroom.js';
import type { Memory } from './exchange/memory.js';
import type { Outgoing } from './exchange/outgoing.js';
import type { Schedules } from './exchange/schedules.js';
import type { StartGate } from './limits/start-gate.js';
import type { Logger } from './logger.js';
import type { RestWatch } from './rest/rest-watch.js';
import type { Caller } from './steps/caller.js';
import type { Recovery } from './steps/recovery.js';
import type { Stepper } from './steps/stepper.js';

/** Those who have to stop at the end of a runtime. */
export interface ClosingContext {
  readonly gate: StartGate;
  readonly caller: Caller;
  readonly rest: RestWatch;
  readonly folder: WorkflowFolder;
  readonly schedules: Schedules;
  readonly memory: Memory;
  readonly recovery: Recovery;
  readonly mailroom: Mailroom;
  readonly outgoing: Outgoing;
  readonly stepper: Stepper;
  readonly releaseLeases: () => Promise<void>;
  /** How long steps that are being committed are waited for, in milliseconds. */
  readonly closeTimeout: number;
  readonly logger: Logger;
}

/** Ends a runtime: first nothing new is begun, then what is left is handed over to other processes. */
export class Closing {
  readonly #context: ClosingContext;
  readonly #closed = Promise.withResolvers<void>();
  #isClosed = false;

  constructor(context: ClosingContext) {
    this.#context = context;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /**
   * Takes up no more work, hands over the calls that have not been begun, and waits for the results of the others; not
   * longer than so many milliseconds, and not longer than until the end.
   */
  async drain(milliseconds: number): Promise<void> {
    const { gate, schedules, recovery, mailroom, caller } = this.#context;
    gate.stop();
    const work = Promise.all([schedules.stop(), recovery.pause(), mailroom.stop(), caller.drain()]);
    await within(milliseconds, Promise.race([work, this.#closed.promise]));
  }

  /** Gives everything up at once, but for steps that are being committed. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#closed.resolve();
    const { gate, caller, rest, folder, schedules, memory, recovery, mailroom, outgoing, stepper } =
      this.#context;
    gate.stop();
    caller.stop();
    rest.answerAll();
    // A step that is being committed gets its chance; one that hangs is repeated by the next process.
    const work = Promise.all([
      folder.close(),
      schedules.stop(),
      memory.stop(),
      recovery.stop(),
      mailroom.stop(),
      outgoing.stop(),
      stepper.idle(),
    ]);
    const handOver = work.then(() => this.#context.releaseLeases());
    handOver.catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      this.#context.logger.warn(`Leases could not be given up; they run out by themselves. ${reason}`);
    });
    await within(this.#context.closeTimeout, handOver);
  }
}

/** Waits for work, but not longer than this; the work itself goes on. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([work.catch(() => undefined), promise]);
  clearTimeout(timer);
}
