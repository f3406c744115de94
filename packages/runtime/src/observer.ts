import type { Instance } from '@orchestrator/engine';
import type { DeliveryOutcome } from '@orchestrator/store';
import type { CommittedStep } from './steps/stepper.js';

/**
 * Learns what a runtime does, so that a host can count, measure and trace it; the runtime itself knows no library for that.
 *
 * Everything is called in the middle of the work: it has to be quick, and must not throw. Times are in milliseconds.
 */
export interface Observer {
  /** A fact was applied to an instance: loaded, computed and committed, repetitions after conflicts included. */
  stepped?(workflowId: string, milliseconds: number): void;
  /** A step is committed, and its effects are about to be carried out. */
  committed?(instance: Instance, step: CommittedStep): void;
  /** A step has to be computed again, since another process was faster. */
  conflicted?(workflowId: string): void;
  /** So many changes were given to the store together; `failed` when it threw. */
  flushed?(changes: number, milliseconds: number, failed: boolean): void;
  /** A group of so many changes is written again, each on its own, since one of them cannot be stored. */
  parted?(changes: number): void;
  /** A timer is fired, so long after it was due; `again` when somebody had claimed it before and did not get that far. */
  timerFired?(late: number, again: boolean): void;
  /** A call is made again whose result nobody recorded, because its process is gone or gave it up. */
  callTakenOver?(workflowId: string): void;
  /** An event from outside was accepted. */
  delivered?(outcome: DeliveryOutcome): void;
  /** An event of an instance was sent; `failed` when it will be sent again. */
  published?(failed: boolean): void;
}
