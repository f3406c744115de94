import type { Delivery, DeliveryOutcome } from './events.js';
import { StoreDataError } from './errors.js';

interface Waiting {
  readonly delivery: Delivery;
  readonly resolve: (outcome: DeliveryOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/** Most events that share a transaction: the locks of all are held until its end. */
const MAX_GROUP = 64;

/** Writes these deliveries in one transaction; answers what became of each. */
type WriteDeliveries = (deliveries: readonly Delivery[]) => Promise<readonly DeliveryOutcome[]>;

/**
 * Group commit of events: those that come in while a transaction is on its way share the next one, so that its round
 * trips and its wait for the disk are shared too. An event that comes alone waits for nobody.
 */
export class GroupedDeliveries {
  readonly #write: WriteDeliveries;
  #waiting: Waiting[] = [];
  #writing = false;

  constructor(write: WriteDeliveries) {
    this.#write = write;
  }

  deliver(delivery: Delivery): Promise<DeliveryOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ delivery, resolve, reject });
      if (!this.#writing) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#writing = true;
    // All events of the same moment join the first group.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#writeGroup(this.#waiting.splice(0, MAX_GROUP));
    this.#writing = false;
  }

  async #writeGroup(group: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.#write(group.map(({ delivery }) => delivery));
      group.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index];
        if (outcome) resolve(outcome);
        else reject(new RangeError('The database did not tell what became of an event.'));
      });
    } catch (error) {
      // One that cannot be stored takes no other with it.
      if (error instanceof StoreDataError && group.length > 1)
        for (const waiting of group) await this.#writeGroup([waiting]);
      else for (const { reject } of group) reject(error);
    }
  }
}
