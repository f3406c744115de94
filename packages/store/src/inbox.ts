import type { CloudEvent, Fact, StartEffect } from '@orchestrator/engine';
import type { Failure } from './dead-letters.js';
import type { QueueClaim } from './store.js';

/**
 * What instances are still to be told, and instances still to be started. A message is written in the commit of its
 * sender and removed in the commit of its receiver (`Change.consumed`), so it is neither lost nor applied twice.
 */
export interface Inbox {
  /** Messages whose lease is free or has run out, the oldest first, now leased to the claim's owner. */
  claim(claim: QueueClaim): Promise<Message[]>;
  /** Milliseconds until a message can be claimed; 0 = now; undefined = none is there. */
  millisecondsToNext(): Promise<number | undefined>;
  /** Removes messages that change nothing any more. */
  discard(messages: readonly MessageId[]): Promise<void>;
  /**
   * Deals with a message whose receiver does not exist: while a message that starts the receiver is still there, it can
   * be claimed again after `milliseconds`; otherwise it is removed. Answers whether it was removed.
   *
   * One whose receiver could not be started and is a dead letter becomes one too, so that both are replayed together.
   */
  returnToSender(message: MessageId, milliseconds: number): Promise<boolean>;
  /**
   * Lets a message that could not be handed over wait before it can be claimed again, or makes it a dead letter. The pause
   * doubles with each try, up to `longest`. Answers whether it was given up.
   */
  failed(message: MessageId, failure: MessageFailure): Promise<boolean>;
}

/** A failure of a message; its pause is the first one. */
export interface MessageFailure extends Failure {
  /** Longest pause, in milliseconds. */
  readonly longest: number;
}

/** Identifies a message. */
export type MessageId = string;

/** Something that an instance is to be told, or that starts it. */
export type Message = { readonly id: MessageId; readonly receiver: string } & MessageContent;

/** The kinds of messages. */
export type MessageContent =
  | { readonly kind: 'fact'; readonly fact: Fact }
  /** Starts the receiver, as another instance wished. */
  | { readonly kind: 'child'; readonly start: StartEffect }
  /** Starts the receiver because of an event; it follows the definition of this hash. */
  | { readonly kind: 'event'; readonly definition: string; readonly event: CloudEvent };
