import { createHash } from 'node:crypto';
import type { Instance } from '@orchestrator/engine';
import type { Program, TaskId } from '@orchestrator/definition';
import type { StartKeys } from '@orchestrator/store';
import { v7 as uuidv7 } from 'uuid';
import { dataError } from './commands.js';
import type { Catalogue } from './definitions/catalogue.js';
import { stateOf } from './definitions/state-of.js';
import { KeyReusedError, UnknownTaskError, UnknownWorkflowError } from './errors.js';
import type { Birth, Births } from './exchange/births.js';
import type { RestWatch } from './rest/rest-watch.js';
import type { StartRequest } from './runtime.js';

/** What starting on request needs from its surroundings. */
export interface StartsContext {
  readonly catalogue: Catalogue;
  readonly births: Births;
  readonly rest: RestWatch;
  readonly keys: StartKeys;
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

  /** @throws UnknownWorkflowError, UnknownTaskError, InvalidInputError, KeyReusedError */
  async start(request: StartRequest): Promise<Instance> {
    const { catalogue, births, rest } = this.#context;
    const { workflowId, version, startFrom, headers = {}, answer = 'rested' } = request;
    const program = await catalogue.find(workflowId, version);
    if (!program) throw new UnknownWorkflowError(workflowId, version);
    births.checkInput(program, request.data);
    const at = startFrom === undefined ? undefined : firstState(program, startFrom);
    const id = await this.#idFor(request);
    const watch = rest.prepare(id, id);
    try {
      const birth = { beginning: beginningOf(request, id), headers, ...(at !== undefined && { at }) };
      const first = (await births.begin(program, birth)) ?? (await this.#startedBefore(id));
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
