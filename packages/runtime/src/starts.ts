import { createHash } from 'node:crypto';
import type { Instance } from '@orchestrator/engine';
import type { Program, TaskId } from '@orchestrator/definition';
import type { StartKeys } from '@orchestrator/store';
import { v7 as uuidv7 } from 'uuid';
import { dataError } from './commands.js';
import type { Catalogue } from './definitions/catalogue.js';
import { stateOf } from './definitions/state-of.js';
import { DataTooLargeError, KeyReusedError, UnknownTaskError, UnknownWorkflowError } from './errors.js';
import type { Birth, Births } from './exchange/births.js';
import { isLonger } from './limits/json-length.js';
import type { StartGate } from './limits/start-gate.js';
import type { RestWatch } from './rest/rest-watch.js';
import type { StartRequest } from './runtime.js';

/** What starting on request needs from its surroundings. */
export interface StartsContext {
  readonly catalogue: Catalogue;
  readonly births: Births;
  readonly rest: RestWatch;
  readonly gate: Pick<StartGate, 'admit'>;
  readonly keys: StartKeys;
  /** Longest data to start with, in characters as JSON. */
  readonly maxInput: number;
  /** How long a key of a start is remembered, in milliseconds. */
  readonly keyMemory: number;
  readonly load: (instanceId: string) => Promise<Instance | undefined>;
}

/** Starts instances because somebody asks for it. */
export class Starts {
  readonly #context: StartsContext;

  constructor(context: StartsContext) {
    this.#context = context;
  }

  /**
   * @throws UnknownWorkflowError, UnknownTaskError, InvalidInputError, DataTooLargeError, KeyReusedError, OverloadedError,
   * TooManyStartsError
   */
  async start(request: StartRequest): Promise<Instance> {
    const { catalogue, births, rest, maxInput } = this.#context;
    const { workflowId, version, startFrom, data, variables = {}, answer = 'rested' } = request;
    const program = await catalogue.find(workflowId, version);
    if (!program) throw new UnknownWorkflowError(workflowId, version);
    if (isLonger([data, variables], maxInput)) throw new DataTooLargeError('The input', maxInput);
    births.checkInput(program, data);
    const at = startFrom === undefined ? undefined : firstState(program, startFrom);
    const leave = await this.#context.gate.admit(workflowId);
    const id = await this.#idFor(request).catch((error: unknown) => {
      leave();
      throw error;
    });
    const watch = rest.prepare(id, id);
    try {
      const first = await this.#begin(program, request, id, at).finally(leave);
      return answer === 'rested' ? await watch.from(first) : first;
    } catch (error) {
      throw dataError(error);
    } finally {
      watch.stop();
    }
  }

  /**
   * A new id, or the one that is reserved under the request's key. The instance under a reserved id may be missing: then
   * whoever reserved it did not get as far as starting it.
   */
  async #idFor(request: StartRequest): Promise<string> {
    const instanceId = uuidv7();
    const { workflowId, idempotencyKey, identity } = request;
    if (idempotencyKey === undefined) return instanceId;
    const { version, data, variables, businessKey, referenceId, startFrom } = request;
    const fingerprint = digest([version, data, variables, businessKey, referenceId, startFrom]);
    const reserved = await this.#context.keys.reserve({
      // Nobody learns of somebody else's run by guessing a key.
      key: digest([workflowId, identity, idempotencyKey]),
      fingerprint,
      instanceId,
      memory: this.#context.keyMemory,
    });
    if (reserved.fingerprint !== fingerprint) throw new KeyReusedError(idempotencyKey);
    return reserved.instanceId;
  }

  async #begin(program: Program, request: StartRequest, id: string, at?: TaskId): Promise<Instance> {
    const { headers = {} } = request;
    const birth = { beginning: beginningOf(request, id), headers, ...(at !== undefined && { at }) };
    return (await this.#context.births.begin(program, birth)) ?? (await this.#startedBefore(id));
  }

  async #startedBefore(id: string): Promise<Instance> {
    const instance = await this.#context.load(id);
    if (!instance) throw new Error(`The run ${id} was removed while its start was repeated.`);
    return instance;
  }
}

function firstState(program: Program, name: string): TaskId {
  const state = stateOf(program, name);
  if (state === undefined) throw new UnknownTaskError(program.workflowId, name);
  return state;
}

function beginningOf(request: StartRequest, id: string): Birth['beginning'] {
  const { data, variables, identity, businessKey, referenceId } = request;
  return {
    id,
    data,
    ...(variables && { variables }),
    ...(identity !== undefined && { identity }),
    ...(businessKey !== undefined && { businessKey }),
    ...(referenceId !== undefined && { referenceId }),
  };
}

function digest(parts: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify(parts.map((part) => part ?? null)))
    .digest('base64url');
}
