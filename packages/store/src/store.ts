import type { JsonObject } from '@orchestrator/definition';
import type { CallEffect, Effect, Instance, NodeInstanceId, TraceEntry } from '@orchestrator/engine';
import type { DataIndex } from './data-index.js';

/**
 * The durable state of all instances. One implementation serves PostgreSQL and PGlite.
 *
 * Times are milliseconds since 1970. Due times and leases are judged by the database's clock, never the caller's.
 */
export interface Store {
  /** Read side: what GraphQL and the portal ask for. Always current, because it reads the committed rows. */
  readonly index: DataIndex;

  /**
   * Writes many instances in one transaction and answers each one's outcome in the order given.
   *
   * A conflict writes nothing of that change and leaves the others alone.
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

  /** Keeps a definition for ever under its hash; a hash that is already there is left alone. */
  saveDefinition(definition: StoredDefinition): Promise<void>;
  loadDefinition(hash: string): Promise<StoredDefinition | undefined>;
  /** Makes this hash the one that new instances of its workflow follow. @throws StoreDataError when it is not saved */
  publishDefinition(hash: string): Promise<void>;
  /** Marks a workflow as no longer offered; its instances stay. */
  withdrawDefinition(workflowId: string): Promise<void>;

  /** Calls whose lease is free or has run out, now leased to `owner`. */
  claimCalls(claim: Claim): Promise<PendingCall[]>;
  /** Timers that are due and not leased, now leased to `owner`. */
  claimTimers(claim: Claim): Promise<WaitingNode[]>;
  /**
   * Extends the leases that `owner` still holds on these calls; one that ran out is extended too unless somebody took
   * it. Name only calls that are really being made: a lease that nobody works for has to run out.
   */
  renewLeases(owner: string, leaseMs: number, calls: readonly WaitingNode[]): Promise<void>;
  /** Removes the call and timer rows of nodes whose instance no longer waits for them. */
  discard(nodes: readonly WaitingNode[]): Promise<void>;
  /** Gives up every lease that `owner` holds, at the end of its life. */
  releaseLeases(owner: string): Promise<void>;
  /** Milliseconds until the next timer or call can be claimed: due, or its lease over. 0 = now; undefined = none waits. */
  millisecondsToNextDue(): Promise<number | undefined>;

  /** Waits for running statements, then lets go of the database. */
  close(): Promise<void>;
}

/** One instance's step: everything in it is written together or not at all. */
export interface Change {
  /** The instance after the step; its `version` is one more than the version it replaces (1 = a new instance). */
  readonly instance: Instance;
  /** Rows to write: `call` and `timer` effects; `log` effects are not stored. */
  readonly effects: readonly Effect[];
  readonly trace: readonly TraceEntry[];
  /** Nodes whose pending call or timer is settled by this step. An instance that ended has all of its rows removed anyway. */
  readonly settled: readonly NodeInstanceId[];
  /** Owner that holds the new calls of this step, so that it may carry them out right after the commit. */
  readonly lease?: { readonly owner: string; readonly milliseconds: number };
}

/** `conflict`: the instance is no longer at the version that the change was computed from. */
export type CommitOutcome = 'committed' | 'conflict';

/** Who claims, for how long a lease (milliseconds) and how many rows at most. */
export interface Claim {
  readonly owner: string;
  readonly leaseMs: number;
  readonly limit: number;
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

/** A definition as it is kept: the texts from which its Program is compiled, and what the data index shows of it. */
export interface StoredDefinition {
  readonly hash: string;
  readonly workflowId: string;
  readonly version: string;
  readonly name: string;
  readonly description?: string;
  readonly annotations: readonly string[];
  readonly metadata: JsonObject;
  /** Path of the document relative to the workflows folder. */
  readonly path: string;
  readonly source: string;
  /** Files that the document refers to, by path. */
  readonly files: { readonly [path: string]: string };
  readonly nodes: readonly StoredNode[];
}

/** A task as the data index lists it under a definition. */
export interface StoredNode {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** `state`, `action`: where the task stands in the document. */
  readonly metadata: { readonly [key: string]: string };
}
