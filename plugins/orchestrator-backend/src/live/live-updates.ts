import type { LoggerService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import {
  ORCHESTRATOR_SIGNALS_CHANNEL,
  type OrchestratorSignal,
} from '@orchestrator/plugin-orchestrator-common';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { DataIndex } from '../client/data-index';
import { initiatorOf } from '../client/instance';
import { Coalescer } from './coalescer';
import type { LiveViewers } from './live-viewers';

/** Something changed: a run, or a workflow (the id is missing when a document could not be read that far). */
export type Change =
  | {
      readonly kind: 'instance';
      readonly instanceId: string;
      readonly workflowId: string;
      readonly version: number;
    }
  | { readonly kind: 'definition'; readonly workflowId?: string };

/** At most one message for each run in this time, in milliseconds. */
const INTERVAL_MS = 100;
/** Runs whose starter is remembered. */
const MAX_INITIATORS = 10_000;

/** Tells those who look at a run or at a workflow that it changed; ids and versions only. */
export class LiveUpdates {
  readonly #signals: SignalsService;
  readonly #viewers: LiveViewers;
  readonly #index: DataIndex;
  readonly #logger: LoggerService;
  readonly #changes: Coalescer<Change>;
  readonly #initiators = new Map<string, string | undefined>();

  constructor(signals: SignalsService, viewers: LiveViewers, index: DataIndex, logger: LoggerService) {
    this.#signals = signals;
    this.#viewers = viewers;
    this.#index = index;
    this.#logger = logger;
    this.#changes = new Coalescer(INTERVAL_MS, (change) => void this.#tell(change));
  }

  /** Takes a change; those who may know are told within a tenth of a second. */
  changed(change: Change): void {
    const id = change.kind === 'instance' ? change.instanceId : (change.workflowId ?? '');
    this.#changes.push(`${change.kind} ${id}`, change);
  }

  /** Tells nobody any more. */
  close(): void {
    this.#changes.close();
  }

  async #tell(change: Change): Promise<void> {
    try {
      await (change.kind === 'instance' ? this.#tellOfRun(change) : this.#tellOfWorkflow(change.workflowId));
    } catch (error) {
      // A page that is not told reads again when it is opened; the run itself does not suffer.
      this.#logger.warn(`A change could not be pushed: ${error instanceof Error ? error.message : error}`);
    }
  }

  async #tellOfRun({
    instanceId,
    workflowId,
    version,
  }: Change & { readonly kind: 'instance' }): Promise<void> {
    if (!this.#viewers.any) {
      return;
    }
    const initiator = this.#viewers.needsInitiator(workflowId)
      ? await this.#initiator(instanceId)
      : undefined;
    const recipients = this.#viewers.recipientsOfRun({ instanceId, workflowId, initiator });
    await this.#publish(recipients, { instanceId, version });
  }

  async #tellOfWorkflow(workflowId: string | undefined): Promise<void> {
    const recipients = this.#viewers.recipientsOfWorkflow(workflowId);
    await this.#publish(recipients, workflowId === undefined ? {} : { workflowId });
  }

  async #publish(recipients: string[], message: OrchestratorSignal & JsonObject): Promise<void> {
    if (recipients.length > 0) {
      await this.#signals.publish({
        recipients: { type: 'user', entityRef: recipients },
        channel: ORCHESTRATOR_SIGNALS_CHANNEL,
        message,
      });
    }
  }

  /** Who started a run never changes, so it is asked once. */
  async #initiator(instanceId: string): Promise<string | undefined> {
    if (!this.#initiators.has(instanceId)) {
      const [instance] = await this.#index.instances({ where: { id: { equal: instanceId } }, limit: 1 });
      if (instance === undefined) {
        return undefined;
      }
      this.#initiators.set(instanceId, initiatorOf(instance));
      const [oldest] = this.#initiators.keys();
      if (this.#initiators.size > MAX_INITIATORS && oldest !== undefined) {
        this.#initiators.delete(oldest);
      }
    }
    return this.#initiators.get(instanceId);
  }
}
