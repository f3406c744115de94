/** What waits to be done, of all processes that share a store together. */
export interface Backlog {
  /** Calls without a recorded result, those that are being made included; their wait begins when nobody works for them. */
  readonly calls: BacklogQueue;
  /** Timers that are due. */
  readonly timers: BacklogQueue;
  /** What instances are still to be told, and instances that are still to be started. */
  readonly inbox: BacklogQueue;
  /** Events that are still to be sent. */
  readonly outbox: BacklogQueue;
  /** What was given up and waits for a person. */
  readonly deadLetters: number;
}

/** How long a queue is, and how late. */
export interface BacklogQueue {
  /** Entries; {@link BACKLOG_LIMIT} stands for that many or more. */
  readonly length: number;
  /** Milliseconds for which the entry that waits longest could have been taken up, or has been failing; 0 when none waits. */
  readonly wait: number;
}

/** Entries of a queue that are counted at most, so that looking at a long one does not make it longer. */
export const BACKLOG_LIMIT = 10_000;
