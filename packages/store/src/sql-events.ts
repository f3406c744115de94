import {
  deliveryParameters,
  eventAddress,
  eventLocks,
  returnedAddress,
} from './commit/delivery-parameters.js';
import type { EventAddress } from './commit/delivery-parameters.js';
import { lockStatement } from './commit/lock-statement.js';
import type { BoundStatement, Row } from './database/database.js';
import type { RetryingDatabase } from './database/retrying-database.js';
import type { Failure } from './dead-letters.js';
import type { Delivery, DeliveryOutcome, Events, OutgoingEvent } from './events.js';
import { GroupedDeliveries } from './grouped-deliveries.js';
import { storableReason } from './rows/storable-reason.js';
import { readOutgoing } from './rows/read-message.js';
import { numberColumn, readDelay, textColumn } from './rows/read-rows.js';
import { claimOutgoing, claimOutgoingInTurns } from './sql/claim-outgoing.js';
import { correlationSets } from './sql/correlation-sets.js';
import { deliverEvent } from './sql/deliver-event.js';
import { millisecondsToNextOutgoing } from './sql/milliseconds-to-next-outgoing.js';
import { failOutgoing } from './sql/fail-outgoing.js';
import { pruneEvents } from './sql/prune-events.js';
import { releaseLostEvents } from './sql/release-lost.js';
import { removeSent } from './sql/remove-sent.js';
import type { QueueClaim } from './store.js';

/** Events as tables. */
export class SqlEvents implements Events {
  readonly #database: RetryingDatabase;
  readonly #deliveries = new GroupedDeliveries((deliveries) => this.#deliver(deliveries));

  constructor(database: RetryingDatabase) {
    this.#database = database;
  }

  deliver(delivery: Delivery): Promise<DeliveryOutcome> {
    return this.#deliveries.deliver(delivery);
  }

  async claimOutgoing({ owner, leaseMs, limit, inTurns, lost }: QueueClaim): Promise<OutgoingEvent[]> {
    if (lost) await this.#database.query(releaseLostEvents, [owner]);
    const claim = inTurns ? claimOutgoingInTurns : claimOutgoing;
    return (await this.#database.query(claim, [owner, leaseMs, limit])).map(readOutgoing);
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

  /** Each event finds what those before it in the group have done. */
  async #deliver(deliveries: readonly Delivery[]): Promise<DeliveryOutcome[]> {
    const sets = await this.#correlationSets(deliveries);
    const addressed = deliveries.map((delivery) => addressOf(delivery, sets));
    // Everybody writes events in this order: groups that share some then wait for each other, but not in a circle.
    const ordered = addressed.toSorted(byIdentity);
    const locks = ordered.flatMap(({ delivery, address }) => eventLocks(delivery, address));
    const statements: readonly BoundStatement[] = [
      ...(locks.length > 0 ? [lockStatement(locks)] : []),
      ...ordered.map(({ delivery, address }) => ({
        statement: deliverEvent,
        values: deliveryParameters(delivery, address),
      })),
    ];
    const answers = (await this.#database.transaction(statements)).slice(-ordered.length);
    const outcomes = new Map(ordered.map((one, index) => [one, outcomeOf(answers[index]?.[0] ?? {})]));
    return addressed.flatMap((one) => outcomes.get(one) ?? []);
  }

  /** The sets of correlation attributes that are used with these events, as texts, by type. */
  async #correlationSets(deliveries: readonly Delivery[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const types = [...new Set(deliveries.map(({ event: { type } }) => type))];
    const rows = await this.#database.query(correlationSets, [types]);
    const byType = Map.groupBy(rows, (row) => textColumn(row, 'event_type'));
    return new Map([...byType].map(([type, own]) => [type, own.map((row) => textColumn(row, 'attributes'))]));
  }
}

interface Addressed {
  readonly delivery: Delivery;
  readonly address: EventAddress;
}

function addressOf(delivery: Delivery, sets: ReadonlyMap<string, readonly string[]>): Addressed {
  const { event, again } = delivery;
  const named = eventAddress(event, sets.get(event.type) ?? []);
  return { delivery, address: again ? returnedAddress(named, again.instanceId) : named };
}

function byIdentity({ delivery: { event: a } }: Addressed, { delivery: { event: b } }: Addressed): number {
  return compare(a.source, b.source) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function outcomeOf(row: Row): DeliveryOutcome {
  return {
    told: numberColumn(row, 'told'),
    started: numberColumn(row, 'started'),
    kept: row['kept'] === true,
    duplicate: row['duplicate'] === true,
  };
}
