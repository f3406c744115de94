import type { CloudEvent } from '@orchestrator/engine';
import type { MessageContent } from './inbox.js';
import type { ScheduledJob } from './jobs.js';

/**
 * What was given up after it could not be handed over for a long time. It stays until somebody replays or removes it, also
 * when its instance is deleted.
 *
 * An event that is given up no longer holds back the later events of its instance: a receiver that refuses one for ever
 * must not keep the others from everybody. So later events may reach the receiver before it. A replayed event takes its
 * former place, before all of its instance that still waits to be sent.
 */
export interface DeadLetters {
  list(query: DeadLetterQuery): Promise<DeadLetter[]>;
  load(id: DeadLetterId): Promise<DeadLetter | undefined>;
  count(): Promise<number>;
  /**
   * Puts dead letters back to where they came from, in the order in which they were given up; each is there or here, at
   * every moment, so a repetition of a lost answer changes nothing. Answers the ids of those that were still here. A job
   * whose id belongs to another one by now stays here.
   */
  replay(ids: readonly DeadLetterId[]): Promise<DeadLetterId[]>;
  /** Removes dead letters for good. Answers the ids of those that were still here. */
  remove(ids: readonly DeadLetterId[]): Promise<DeadLetterId[]>;
}

/** Identifies a dead letter; a later one has a greater number. */
export type DeadLetterId = string;

/** Which dead letters to list. */
export interface DeadLetterQuery {
  readonly kind?: DeadLetter['kind'];
  readonly instanceId?: string;
  /** Only those before this one in the list, for the next page. */
  readonly after?: DeadLetterId;
  /** True: the oldest first; else the newest. */
  readonly oldestFirst?: boolean;
  readonly limit: number;
}

/** Something that could not be handed over. Times are milliseconds since 1970. */
export type DeadLetter = DeadLetterContent & {
  readonly id: DeadLetterId;
  /** Who produced the event, or whom the message is for; of a job the run that it names, else its own id. */
  readonly instanceId: string;
  /** How often it was tried. */
  readonly attempts: number;
  /** Why the last try failed. */
  readonly reason: string;
  readonly firstFailedAt: number;
  readonly givenUpAt: number;
};

/** What it was. */
export type DeadLetterContent =
  | { readonly kind: 'event'; readonly event: CloudEvent }
  | { readonly kind: 'message'; readonly message: MessageContent }
  /** As it was when it was given up. */
  | { readonly kind: 'job'; readonly job: ScheduledJob };

/** That handing something over failed, and what to do. Times are in milliseconds, by the clock of the database. */
export interface Failure {
  /** Why, as a sentence. */
  readonly reason: string;
  /** Time until it is tried again. */
  readonly pause: number;
  /** It is given up when it has been failing for so long. */
  readonly patience: number;
}
