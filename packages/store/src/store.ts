import type { Dialect, Json, JsonObject } from '@orchestrator/definition';
import type {
  CallEffect,
  Effect,
  Instance,
  NodeInstanceId,
  TimerName,
  TraceEntry,
} from '@orchestrator/engine';
import type { Backlog } from './backlog.js';
import type { DataIndex } from './data-index.js';
import type { DeadLetters } from './dead-letters.js';
import type { CorrelationSet, Events } from './events.js';
import type { Inbox, MessageId } from './inbox.js';
import type { Jobs } from './jobs.js';
import type { Ingest } from './ingest/ingest.js';
import type { Retention } from './retention.js';
import type { StartKeys } from './start-keys.js';

/**
 * The durable state of all instances. One implementation serves PostgreSQL and PGlite.
 *
 * Times are milliseconds since 1970. Due times and leases are judged by the database's clock, never the caller's.
 */
export interface Store {
  /** Read side: what GraphQL and the portal ask for. Always current, because it reads the committed rows. */
  readonly index: DataIndex;
  readonly inbox: Inbox;
  readonly events: Events;
  readonly startKeys: StartKeys;
  readonly deadLetters: DeadLetters;
  readonly retention: Retention;
  readonly jobs: Jobs;
  /** What other runtimes tell of their runs; {@link Store.index} shows it with the engine's own. */
  readonly ingest: Ingest;

  /**
   * Writes many instances in one transaction and answers each one's outcome in the order given.
   *
   * A change that is not committed writes nothing of that change and leaves the others alone.
   *
   * A deadlock and a lost connection are tried again; after a lost connection the outcome is read back first.
   *
   * @throws StoreDataError when PostgreSQL cannot store one of the values (nothing is written); its `instanceId` tells
   *   whose, unless only the database noticed
   * @throws StoreUnavailableError when the database cannot be reached; whether the changes were kept is then unknown, and
   *   committing them again is safe
   * @throws RangeError when an instance appears twice in the group
   */
  commit(changes: readonly Change[]): Promise<CommitOutcome[]>;

  /** The newest committed form of an instance, with its keys in the order in which they were committed. */
  load(instanceId: string): Promise<Instance | undefined>;

  /** Instances of a workflow that have not ended, the newest first. */
  living(workflowId: string, limit: number): Promise<Instance[]>;

  /**
   * Keeps a definition for ever under its hash; a hash that is already there is left alone.
   *
   * @param correlations - attributes by which its events are matched; without them events find no correlated instance
   */
  saveDefinition(definition: StoredDefinition, correlations?: readonly CorrelationSet[]): Promise<void>;
  loadDefinition(hash: string): Promise<StoredDefinition | undefined>;
  /** Hash of the definition of that workflow and version that was saved last. */
  findDefinition(workflowId: string, version: string): Promise<string | undefined>;
  /**
   * Makes this hash the one that new instances of its workflow follow; answers since when it is, in milliseconds.
   *
   * @param reading - what reading the document found out, for {@link Store.published} to answer
   * @throws StoreDataError when it is not saved
   */
  publishDefinition(hash: string, reading?: Json): Promise<number>;
  /** All definitions in force. */
  published(): Promise<PublishedDefinition[]>;
  /** Marks a workflow as no longer offered; its instances stay. */
  withdrawDefinition(workflowId: string): Promise<void>;

  /** Calls whose lease is free or has run out, now leased to `owner`. */
  claimCalls(claim: CallClaim): Promise<PendingCall[]>;
  /** Timers that are due, or will be before long, and not leased, now leased to `owner`; the longest due ones of many. */
  claimTimers(claim: TimerClaim): Promise<ClaimedTimer[]>;
  /**
   * Extends the leases that `owner` still holds on these calls; one that ran out is extended too unless somebody took
   * it. Name only calls that are really being made: a lease that nobody works for has to run out.
   */
  renewLeases(owner: string, leaseMs: number, calls: readonly WaitingNode[]): Promise<void>;
  /** Removes calls that `owner` holds and whose instance no longer waits for them, or that nobody waits for. */
  discardCalls(owner: string, calls: readonly CallKey[]): Promise<void>;
  /** Removes timers that `owner` holds and whose instance no longer waits for them. One that was moved since stays. */
  discardTimers(owner: string, timers: readonly (DueTimer & { readonly due: number })[]): Promise<void>;
  /** Leaves calls that `owner` holds to other processes, and tells them. */
  handOver(owner: string, calls: readonly WaitingNode[]): Promise<void>;
  /** Gives up every lease that `owner` holds, at the end of its life, and tells other processes. */
  releaseLeases(owner: string): Promise<void>;
  /**
   * Calls the listener when another process has left work to others, and when that may have been missed.
   *
   * @returns ends it
   */
  onHandOver(listener: () => void): () => void;
  /** Milliseconds until the next timer or call can be claimed: due, or its lease over. 0 = now; undefined = none waits. */
  millisecondsToNextDue(): Promise<number | undefined>;

  /** How much waits to be done. */
  backlog(): Promise<Backlog>;

  /**
   * Lets the database plan the commit of a start, which takes it longer than carrying one out. For when the process has
   * other things to do.
   */
  warmUp(): Promise<void>;

  /** Waits for running statements, then lets go of the database. */
  close(): Promise<void>;
}

/** One instance's step: everything in it is written together or not at all. */
export interface Change {
  /** The instance after the step; its `version` is one more than the version it replaces (1 = a new instance). */
  readonly instance: Instance;
  /**
   * What the step wishes for. `settled` effects are carried out before all others, whatever their order; `log` effects
   * are not stored. An instance that ended has all of its rows removed, but for its detached calls and what it sends.
   */
  readonly effects: readonly Effect[];
  readonly trace: readonly TraceEntry[];
  /** Characters that the instance may have as JSON; absent: as many as can be stored. */
  readonly maxLength?: number;
  /** The message that the step was about; it is removed together with the commit. */
  readonly consumed?: MessageId;
  /** Owner that holds the new calls of this step, so that it may carry them out right after the commit. */
  readonly lease?: { readonly owner: string; readonly milliseconds: number };
}

/**
 * `conflict`: the instance is no longer at the version that the change was computed from. `consumed`: the message that
 * the change is about has been consumed by somebody else.
 */
export type CommitOutcome = 'committed' | 'conflict' | 'consumed';

/** Who claims, for how long a lease (milliseconds) and how many rows at most. */
export interface Claim {
  readonly owner: string;
  readonly leaseMs: number;
  readonly limit: number;
}

/** What of the calls is claimed. */
export interface CallClaim extends Claim {
  /**
   * After a claim that failed, whose answer may have been lost: the calls that the owner has in hand or is about to store,
   * and how many milliseconds ago it knew of the failure. Calls leased to it before, besides those, become free at once.
   */
  readonly lost?: { readonly held: readonly WaitingNode[]; readonly ago: number };
}

/** The same where workflows take turns. */
export interface FairClaim extends Claim {
  /**
   * True: workflows take turns, so that none waits behind all that another has, at a cost that grows with their number.
   * False or absent: in order of time.
   */
  readonly inTurns?: boolean;
}

/** The same for what is handed over at once: between two claims the owner holds nothing. */
export interface QueueClaim extends FairClaim {
  /** True after a claim that failed, whose answer may have been lost: what the owner holds becomes free at once. */
  readonly lost?: boolean;
}

/** What of the timers is claimed. */
export interface TimerClaim extends FairClaim {
  /** After a claim that failed, whose answer may have been lost: what the owner has in hand. The rest becomes free at once. */
  readonly held?: readonly DueTimer[];
  /** So many milliseconds before a timer is due it can be claimed; 0 where absent. Whoever claims it early has to wait. */
  readonly ahead?: number;
}

/** A call whose result the store does not know yet. */
export interface PendingCall {
  readonly instanceId: string;
  readonly call: CallEffect;
}

/** A node with a call or timer row. */
export interface WaitingNode {
  readonly instanceId: string;
  readonly node: NodeInstanceId;
}

/** One call of a node. */
export interface CallKey extends WaitingNode {
  /** How often the action was tried before: a later try is another call of the same node. */
  readonly tries: number;
}

/** A timer of a node. */
export interface DueTimer extends WaitingNode {
  readonly timer: TimerName;
}

/** A timer that has come due, or nearly. */
export interface ClaimedTimer extends DueTimer {
  /** When it is due, in milliseconds since 1970. */
  readonly due: number;
  /** Milliseconds since it was due, by the clock of the database; less than 0: it is not due yet. */
  readonly late: number;
  /** True: somebody claimed it before and did not get as far as firing it. */
  readonly again: boolean;
}

/** A definition as it is kept: the texts from which its Program is compiled, and what the data index shows of it. */
export interface StoredDefinition {
  readonly hash: string;
  readonly workflowId: string;
  readonly version: string;
  readonly name: string;
  readonly description?: string;
  readonly annotations: readonly string[];
  readonly metadata: JsonObject;
  /** By whose rules it is read where it does not say itself. */
  readonly dialect: Dialect;
  /** Path of the document relative to the workflows folder. */
  readonly path: string;
  readonly source: string;
  /** Files that the document refers to, by path. */
  readonly files: { readonly [path: string]: string };
  readonly nodes: readonly StoredNode[];
}

/** A definition that is in force, without its texts. */
export interface PublishedDefinition {
  readonly workflowId: string;
  readonly hash: string;
  /** Path of its document relative to the workflows folder. */
  readonly path: string;
  /** Since when, in milliseconds since 1970. */
  readonly since: number;
  /**
   * What it was published with. It may be about a definition that was in force before: earlier releases leave it as it is.
   */
  readonly reading?: Json;
}

/** A task as the data index lists it under a definition. */
export interface StoredNode {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** `state`, `action`: where the task stands in the document. */
  readonly metadata: { readonly [key: string]: string };
}
