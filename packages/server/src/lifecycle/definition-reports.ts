import { setTimeout as delay } from 'node:timers/promises';
import type { DefinitionHead, Logger, Publisher, Runtime } from '@orchestrator/runtime';
import type { Store } from '@orchestrator/store';
import { outgoingChannel } from '../http/events/outgoing-channel.js';
import { definitionEvent } from './definition-event.js';

/** What telling of definitions needs from its surroundings. */
export interface DefinitionReportsContext {
  readonly runtime: Runtime;
  readonly store: Store;
  readonly publisher: Publisher;
  readonly serviceUrl: () => string;
  readonly logger: Logger;
}

/** First and longest pause before a definition is sent again, in milliseconds. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

/**
 * Tells a Data Index elsewhere of the workflows in force, where the settings name one: at the start, and when one
 * changes. What it has not taken is sent again until the process stops; the next one tells of all anyway.
 */
export class DefinitionReports {
  readonly #context: DefinitionReportsContext;
  /** What has been told of each workflow, by its id: the hash of its definition. */
  readonly #told = new Map<string, string>();
  readonly #closing = new AbortController();
  #telling: Promise<void> = Promise.resolve();
  #endSubscription: (() => void) | undefined;

  constructor(context: DefinitionReportsContext) {
    this.#context = context;
  }

  /** Begins, unless it has begun already: once this runtime can be reached at the address that it tells. */
  start(): void {
    if (this.#endSubscription) return;
    this.#endSubscription = this.#context.runtime.definitions.onChange(() => this.#tellSoon());
    this.#tellSoon();
  }

  /** Does not wait for receivers. */
  stop(): void {
    this.#endSubscription?.();
    this.#closing.abort();
  }

  #tellSoon(): void {
    this.#telling = this.#telling.then(() => this.#tellAll());
  }

  async #tellAll(): Promise<void> {
    let pause = FIRST_PAUSE;
    while (!this.#closing.signal.aborted) {
      try {
        await this.#tellNews();
        return;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.#context.logger.warn(
          `A workflow could not be made known; it is tried again in ${pause} ms. ${reason}`,
        );
        await delay(pause, undefined, { signal: this.#closing.signal }).catch(() => undefined);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
    }
  }

  /** Tells of every workflow that has changed; one that is not taken keeps none of the others back. */
  async #tellNews(): Promise<void> {
    const failures: Error[] = [];
    for (const program of this.#context.runtime.definitions.list()) {
      if (this.#closing.signal.aborted) return;
      if (this.#told.get(program.workflowId) === program.hash) continue;
      await this.#tell(program).catch((error: Error) => failures.push(error));
    }
    const [first] = failures;
    if (first) throw first;
  }

  async #tell(program: DefinitionHead): Promise<void> {
    const { runtime, store, publisher, serviceUrl } = this.#context;
    const { workflowId, hash } = program;
    const settings = runtime.definitions.settings(workflowId);
    if (settings.get('kogito.events.processdefinitions.enabled') === 'false') return;
    if (!outgoingChannel('ProcessDefinitionEvent', settings)) return;
    const where = { field: 'id', operator: 'equal', value: workflowId } as const;
    const [row] = await store.index.definitions({ where });
    await publisher.publish(definitionEvent(program, row?.nodes ?? [], serviceUrl()));
    this.#told.set(workflowId, hash);
  }
}
