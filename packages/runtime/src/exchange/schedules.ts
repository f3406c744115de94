import { nextStart } from '@orchestrator/definition';
import { identifier } from '@orchestrator/engine';
import type { DefinitionHead } from '../definitions/definition-head.js';
import type { Catalogue } from '../definitions/catalogue.js';
import type { Logger } from '../logger.js';
import { Alarm } from '../steps/alarm.js';
import type { Births } from './births.js';

/** What scheduled starts need from their surroundings. */
export interface SchedulesContext {
  readonly catalogue: Pick<Catalogue, 'list' | 'program' | 'inForceSince' | 'onChange'>;
  readonly births: Pick<Births, 'begin'>;
  /** Pause before a start that failed is tried again, and longest pause between two looks, in milliseconds. */
  readonly interval: number;
  readonly logger: Logger;
  readonly now: () => number;
}

/** When a workflow starts next. */
interface Plan {
  readonly hash: string;
  readonly next: number | undefined;
}

/**
 * Starts workflows by their schedules (specification 0.8, section A9).
 *
 * Every process starts every tick: the instance's id derives from workflow and tick, so only one of them creates it. Ticks
 * that passed while nothing ran are not made up.
 */
export class Schedules {
  readonly #context: SchedulesContext;
  readonly #plans = new Map<string, Plan>();
  readonly #alarm = new Alarm(() => this.#look());
  #unsubscribe: (() => void) | undefined;

  constructor(context: SchedulesContext) {
    this.#context = context;
  }

  start(): void {
    this.#unsubscribe = this.#context.catalogue.onChange(() => this.#alarm.wakeIn(0));
    this.#alarm.wakeIn(0);
  }

  stop(): Promise<void> {
    this.#unsubscribe?.();
    return this.#alarm.stop();
  }

  async #look(): Promise<number> {
    const { catalogue, interval, now } = this.#context;
    const scheduled = catalogue.list().filter(({ schedule }) => schedule !== undefined);
    const started = await Promise.all(scheduled.map((definition) => this.#startDue(definition)));
    if (started.includes(false)) return interval;
    const next = Math.min(
      ...scheduled.map(({ workflowId }) => this.#plans.get(workflowId)?.next ?? Infinity),
    );
    return Math.max(0, next - now());
  }

  /** Starts a workflow when its time has come, and plans the next time; false when that failed. */
  async #startDue(definition: DefinitionHead): Promise<boolean> {
    const { workflowId, hash } = definition;
    const known = this.#plans.get(workflowId);
    const plan = known?.hash === hash ? known : { hash, next: this.#nextOf(definition) };
    this.#plans.set(workflowId, plan);
    if (plan.next === undefined || plan.next > this.#context.now()) return true;
    if (!(await this.#start(definition, plan.next))) return false;
    this.#plans.set(workflowId, { hash, next: this.#nextOf(definition) });
    return true;
  }

  #nextOf({ workflowId, schedule }: DefinitionHead): number | undefined {
    const { catalogue, now } = this.#context;
    return schedule && nextStart(schedule, now(), catalogue.inForceSince(workflowId));
  }

  async #start({ workflowId, hash }: DefinitionHead, tick: number): Promise<boolean> {
    const id = identifier(`${workflowId}/schedule/${tick}`, tick);
    try {
      const program = await this.#context.catalogue.program(hash);
      await this.#context.births.begin(program, { beginning: { id, data: {} }, headers: {} });
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#context.logger.error(
        `"${workflowId}" could not be started by its schedule; it will be tried again. ${reason}`,
        { workflowId, instanceId: id },
      );
      return false;
    }
  }
}
