import type { Inbox, Message, MessageFailure, MessageId } from './inbox.js';
import { readMessage } from './rows/read-message.js';
import type { RetryingDatabase } from './database/retrying-database.js';
import { storableReason } from './rows/storable-reason.js';
import { failMessage } from './sql/fail-message.js';
import { readDelay } from './rows/read-rows.js';
import { claimMessages, claimMessagesInTurns } from './sql/claim-messages.js';
import { discardMessages } from './sql/discard-messages.js';
import { millisecondsToNext } from './sql/milliseconds-to-next.js';
import { releaseLostMessages } from './sql/release-lost.js';
import { returnToSender } from './sql/return-to-sender.js';
import type { QueueClaim } from './store.js';

/** The inbox as a table. */
export class SqlInbox implements Inbox {
  readonly #database: RetryingDatabase;

  constructor(database: RetryingDatabase) {
    this.#database = database;
  }

  async claim({ owner, leaseMs, limit, inTurns, lost }: QueueClaim): Promise<Message[]> {
    if (lost) await this.#database.query(releaseLostMessages, [owner]);
    const claim = inTurns ? claimMessagesInTurns : claimMessages;
    return (await this.#database.query(claim, [owner, leaseMs, limit])).map(readMessage);
  }

  async millisecondsToNext(): Promise<number | undefined> {
    return readDelay(await this.#database.query(millisecondsToNext, []));
  }

  async discard(messages: readonly MessageId[]): Promise<void> {
    if (messages.length > 0) await this.#database.query(discardMessages, [messages]);
  }

  async failed(message: MessageId, failure: MessageFailure): Promise<boolean> {
    const { pause, longest, patience, reason } = failure;
    const values = [message, pause, longest, patience, storableReason(reason)];
    return (await this.#database.query(failMessage, values)).length > 0;
  }

  async returnToSender(message: MessageId, milliseconds: number): Promise<boolean> {
    return (await this.#database.query(returnToSender, [message, milliseconds])).length > 0;
  }
}
