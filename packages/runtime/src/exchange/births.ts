import { createInstance } from '@orchestrator/engine';
import type { Beginning, CallError, CloudEvent, Fact, Instance, StartEffect } from '@orchestrator/engine';
import type { Json, JsonObject, Program, TaskId } from '@orchestrator/definition';
import type { MessageId } from '@orchestrator/store';
import type { Catalogue } from '../definitions/catalogue.js';
import { stateOf } from '../definitions/state-of.js';
import type { Environments } from '../environment/environments.js';
import { InvalidInputError } from '../errors.js';
import type { Logger } from '../logger.js';
import type { Stepped, Stepper } from '../steps/stepper.js';

/** What starting instances needs from its surroundings. */
export interface BirthsContext {
  readonly catalogue: Catalogue;
  readonly stepper: Stepper;
  readonly environments: Environments;
  readonly logger: Logger;
  readonly now: () => number;
}

/** A new instance together with the state to begin with, when that is not the first. */
export interface Birth {
  readonly beginning: Omit<Beginning, 'headers'>;
  /** All headers; those with credentials are kept sealed. */
  readonly headers: JsonObject;
  readonly at?: TaskId;
}

/** What became of the start of an instance that was wished for by a message. */
type Outcome = Pick<Stepped, 'consumed'>;

/** Starts instances, whoever wishes for it. */
export class Births {
  readonly #context: BirthsContext;

  constructor(context: BirthsContext) {
    this.#context = context;
  }

  /**
   * Starts an instance; undefined when it has been started already.
   *
   * @param message - the message that wished for it
   * @throws StoreDataError when its data cannot be stored
   */
  async begin(program: Program, birth: Birth, message?: MessageId): Promise<Instance | undefined> {
    const { stepper, environments, now } = this.#context;
    const { beginning, headers, at } = birth;
    const created = createInstance(program, { ...environments.part(headers), ...beginning }, now());
    return stepper.begin(created, { type: 'started', ...(at !== undefined && { at }) }, message);
  }

  /** Refuses data that does not fit the input schema, or only says so where the workflow asks for that. @throws InvalidInputError */
  checkInput(program: Program, data: Json): void {
    const violations = program.input?.validate(data) ?? [];
    if (violations.length === 0) return;
    if (program.input?.failOnViolation) throw new InvalidInputError(violations);
    this.#context.logger.warn(
      `The input of "${program.workflowId}" doesn't fit its schema; it is started all the same.`,
      { workflowId: program.workflowId },
    );
  }

  /** Whether an event may start an instance with this input; says so where it may not, as nobody waits for an answer. */
  acceptsEvent(program: Program, input: Json): boolean {
    try {
      this.checkInput(program, input);
      return true;
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      this.#context.logger.warn(`An event starts no "${program.workflowId}": ${error.message}`, {
        workflowId: program.workflowId,
      });
      return false;
    }
  }

  /** Starts a subflow, or what an instance continues as; where that is impossible its parent is told. */
  async child(start: StartEffect, message: MessageId): Promise<Outcome | undefined> {
    const { workflowId, version } = start;
    const program = await this.#context.catalogue.find(workflowId, version);
    if (!program) {
      const which = version === undefined ? `"${workflowId}"` : `"${workflowId}" of version "${version}"`;
      const what = `There is no workflow ${which} to be run as a subflow; look at the list of workflows for its id.`;
      return this.#impossible(start, { code: 'unknown-workflow', message: what }, message);
    }
    try {
      this.checkInput(program, start.data);
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      return this.#impossible(start, { code: error.code, message: error.message }, message);
    }
    const { instanceId: id, data, variables, headers, sealedHeaders, businessKey, parent, deadline } = start;
    const beginning = {
      id,
      data,
      variables,
      ...(sealedHeaders !== undefined && { sealedHeaders }),
      ...(businessKey !== undefined && { businessKey }),
      ...(parent && { parent }),
      ...(deadline !== undefined && { deadline }),
    };
    const first = await this.begin(program, { beginning, headers }, message);
    return first && { consumed: true };
  }

  /** Starts an instance because of an event, whose attributes become its headers (workflow-runtime.md 5.3). */
  async byEvent(
    id: string,
    definition: string,
    event: CloudEvent,
    message: MessageId,
  ): Promise<Outcome | undefined> {
    const { catalogue, logger } = this.#context;
    const program = await catalogue.program(definition);
    const { data: _data, ...attributes } = event;
    const { kogitoprocinstanceid: referenceId, kogitobusinesskey: businessKey } = event;
    const { kogitoprocstartfrom: startFrom } = event;
    const at = typeof startFrom === 'string' ? stateOf(program, startFrom) : undefined;
    if (typeof startFrom === 'string' && at === undefined)
      logger.warn(
        `"${program.workflowId}" has no state "${startFrom}"; the event ${event.id} starts it from the beginning.`,
        { workflowId: program.workflowId, instanceId: id },
      );
    const beginning = {
      id,
      data: {},
      startEvent: event,
      ...(typeof referenceId === 'string' && { referenceId }),
      ...(typeof businessKey === 'string' && { businessKey }),
    };
    const headers = definedOnly(attributes);
    const first = await this.begin(program, { beginning, headers, ...(at !== undefined && { at }) }, message);
    return first && { consumed: true };
  }

  /** Tells the parent of an instance that it cannot be started. */
  async #impossible(start: StartEffect, error: CallError, message: MessageId): Promise<Outcome | undefined> {
    const { parent } = start;
    if (!parent) {
      const { workflowId, instanceId } = start;
      this.#context.logger.error(`A run could not be continued: ${error.message}`, {
        workflowId,
        instanceId,
      });
      return undefined;
    }
    const fact: Fact =
      parent.node === undefined
        ? { type: 'child-ended', instanceId: parent.child, state: 'ABORTED', data: {}, error }
        : { type: 'call-failed', node: parent.node, error };
    return this.#context.stepper.apply(parent.instanceId, fact, message);
  }
}

function definedOnly(attributes: { readonly [name: string]: CloudEvent[string] }): JsonObject {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
