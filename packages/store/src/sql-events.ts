import {
  deliveryParameters,
  eventAddress,
  eventLocks,
  returnedAddress,
} from './commit/delivery-parameters.js';
import { lockStatement } from './commit/exchange-statements.js';
import type { BoundStatement } from './database/database.js';
import type { RetryingDatabase } from './database/retrying-database.js';
import type { Failure } from './dead-letters.js';
import type { Delivery, DeliveryOutcome, Events, OutgoingEvent } from './events.js';
import { storableReason } from './rows/storable-reason.js';
import { readOutgoing } from './rows/read-message.js';
import { numberColumn, readDelay, textColumn } from './rows/read-rows.js';
import { claimOutgoing } from './sql/claim-outgoing.js';
import { correlationSets } from './sql/correlation-sets.js';
import { deliverEvent } from './sql/deliver-event.js';
import { millisecondsToNextOutgoing } from './sql/milliseconds-to-next-outgoing.js';
import { failOutgoing } from './sql/fail-outgoing.js';
import { pruneEvents } from './sql/prune-events.js';
import { removeSent } from './sql/remove-sent.js';
import type { Claim } from './store.js';

/** Events as tables. */
export class SqlEvents implements Events {
  readonly #database: RetryingDatabase;

  constructor(database: RetryingDatabase) {
    this.#database = database;
  }

  async deliver(delivery: Delivery): Promise<DeliveryOutcome> {
    const { event, again } = delivery;
    const sets = await this.#database.query(correlationSets, [event.type]);
    const named = eventAddress(
      event,
      sets.map((row) => textColumn(row, 'attributes')),
    );
    const address = again ? returnedAddress(named, again.instanceId) : named;
    const locks = eventLocks(delivery, address);
    const deliver: BoundStatement = {
      statement: deliverEvent,
      values: deliveryParameters(delivery, address),
    };
    const [row = {}] = await this.#database.transaction([
      ...(locks.length > 0 ? [lockStatement(locks)] : []),
      deliver,
    ]);
    return {
      told: numberColumn(row, 'told'),
      started: numberColumn(row, 'started'),
      kept: row['kept'] === true,
      duplicate: row['duplicate'] === true,
    };
  }

  async claimOutgoing({ owner, leaseMs, limit }: Claim): Promise<OutgoingEvent[]> {
    return (await this.#database.query(claimOutgoing, [owner, leaseMs, limit])).map(readOutgoing);
  }

  async sent(events: readonly OutgoingEvent[]): Promise<void> {
    const keys = events.map(({ instanceId, commit, position }) => ({ id: instanceId, commit, position }));
    if (keys.length > 0) await this.#database.query(removeSent, [JSON.stringify(keys)]);
  }

  async failed({ instanceId, commit, position }: OutgoingEvent, failure: Failure): Promise<boolean> {
    const { pause, patience, reason } = failure;
    const values = [instanceId, commit, position, pause, patience, storableReason(reason)];
    return (await this.#database.query(failOutgoing, values)).length > 0;
  }

  async millisecondsToNextOutgoing(): Promise<number | undefined> {
    return readDelay(await this.#database.query(millisecondsToNextOutgoing, []));
  }

  async prune(memory: number, limit: number): Promise<number> {
    const [row] = await this.#database.query(pruneEvents, [memory, limit]);
    return row === undefined ? 0 : numberColumn(row, 'count');
  }
}
