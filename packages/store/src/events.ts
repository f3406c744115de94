import type { CloudEvent } from '@orchestrator/engine';
import type { Failure } from './dead-letters.js';
import type { MessageId } from './inbox.js';
import type { QueueClaim } from './store.js';

/** Events that come in and go out. */
export interface Events {
  /**
   * Hands an event to everybody it is for, as messages in the inbox, in one transaction (workflow-runtime.md 5.3):
   * within each workflow to those who wait under its correlation key; else to the instance or the business key that it
   * names; else to all who wait for its type. Whoever may be started by it is, unless the event belongs to somebody who
   * lives already. One that names its receiver and finds nobody is kept for a while.
   *
   * An event reaches each waiting node once and starts each workflow once, however often it is delivered.
   *
   * @throws StoreDataError when it cannot be stored
   */
  deliver(delivery: Delivery): Promise<DeliveryOutcome>;

  /** Events to be sent, at most one of each instance and its first, now leased to the claim's owner. */
  claimOutgoing(claim: QueueClaim): Promise<OutgoingEvent[]>;
  /** Removes events that have been sent; the next one of their instances can be claimed at once. */
  sent(events: readonly OutgoingEvent[]): Promise<void>;
  /**
   * Lets an event that could not be sent, and those of its instance behind it, wait before it can be claimed again, or
   * makes it a dead letter, so that those behind it are sent. Answers whether it was given up.
   */
  failed(event: OutgoingEvent, failure: Failure): Promise<boolean>;
  /** Milliseconds until an event can be claimed; 0 = now; undefined = none is there. */
  millisecondsToNextOutgoing(): Promise<number | undefined>;

  /**
   * Forgets deliveries that are older than `memory` (milliseconds) and kept events whose time is over, `limit` of each
   * at most. Answers how many it forgot.
   */
  prune(memory: number, limit: number): Promise<number>;
}

/** An event together with what may become of it. */
export interface Delivery {
  readonly event: CloudEvent;
  /** Workflows that the event may start. */
  readonly starts: readonly EventStart[];
  /** How long it is kept when it names a receiver that does not wait for it yet, in milliseconds. */
  readonly window: number;
  /**
   * The event was delivered to this instance as this message, but its node had gone: it is offered to other nodes of
   * the instance. Nothing happens when the message is gone.
   */
  readonly again?: { readonly instanceId: string; readonly message: MessageId };
}

/** A workflow that an event may start. */
export interface EventStart {
  readonly workflowId: string;
  /** Hash of the definition that the new instance will follow. */
  readonly definition: string;
  /** Id that the new instance will have. */
  readonly instanceId: string;
  /** Correlation values of the event; a living instance of the workflow that was started with the same prevents a start. */
  readonly correlation?: { readonly [attribute: string]: string };
  /** True: no start when an instance of the workflow that waits takes the event. */
  readonly unlessTaken: boolean;
}

/** What became of an event. */
export interface DeliveryOutcome {
  /** Waiting nodes that will be told. */
  readonly told: number;
  /** Instances that will be started. */
  readonly started: number;
  /** Whether it waits for its receiver. */
  readonly kept: boolean;
  /** Whether somebody has had it before. */
  readonly duplicate: boolean;
}

/** An event that an instance produced and that has not been sent yet. */
export interface OutgoingEvent {
  readonly instanceId: string;
  /** Number of the instance's commit that contained it. */
  readonly commit: number;
  /** Position among the events of that commit. */
  readonly position: number;
  readonly event: CloudEvent;
  /** How often sending it has failed. */
  readonly attempts: number;
}

/** Correlation attributes that a definition uses with a type of events. */
export interface CorrelationSet {
  readonly eventType: string;
  readonly attributes: readonly string[];
}
