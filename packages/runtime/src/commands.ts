import { mergeData, migrateInstance, openFrames } from '@orchestrator/engine';
import type { Advance, Fact, Instance, NodeInstanceId } from '@orchestrator/engine';
import type { Json, JsonObject, TaskId } from '@orchestrator/definition';
import { StoreDataError, StoreDataTooLargeError } from '@orchestrator/store';
import type { DueTimer } from '@orchestrator/store';
import type { Catalogue } from './definitions/catalogue.js';
import { nodeOf, stateOf } from './definitions/state-of.js';
import {
  DataTooLargeError,
  InvalidInputError,
  MigrationError,
  UnknownInstanceError,
  UnknownNodeError,
  UnknownTaskError,
  UnreachableNodeError,
  WrongStateError,
} from './errors.js';
import type { RestWatch } from './rest/rest-watch.js';
import type { CommandOptions } from './runtime.js';
import type { Step, Stepped, Stepper } from './steps/stepper.js';

/** What commands to instances need from their surroundings. */
export interface CommandsContext {
  readonly catalogue: Catalogue;
  readonly stepper: Stepper;
  readonly rest: RestWatch;
  readonly load: (instanceId: string) => Promise<Instance | undefined>;
}

/** Carries out what operators and parents of workflows want of instances that exist already. */
export class Commands {
  readonly #context: CommandsContext;

  constructor(context: CommandsContext) {
    this.#context = context;
  }

  async abort(instanceId: string, options?: CommandOptions): Promise<Instance> {
    return (await this.#tell(instanceId, { type: 'cancelled' }, options)).instance;
  }

  retry(instanceId: string, options?: CommandOptions): Promise<Instance> {
    return this.#order(instanceId, { type: 'retried' }, 'retried', options);
  }

  skip(instanceId: string, options?: CommandOptions): Promise<Instance> {
    return this.#order(instanceId, { type: 'skipped' }, 'skipped', options);
  }

  suspend(instanceId: string, options?: CommandOptions): Promise<Instance> {
    return this.#order(instanceId, { type: 'suspended' }, 'suspended', options, 'SUSPENDED');
  }

  resume(instanceId: string, options?: CommandOptions): Promise<Instance> {
    return this.#order(instanceId, { type: 'resumed' }, 'resumed', options, 'ACTIVE');
  }

  async rewind(instanceId: string, to: TaskId, data?: Json, options?: CommandOptions): Promise<Instance> {
    const instance = await this.#newest(instanceId);
    const program = await this.#context.catalogue.program(instance.definition);
    const state = stateOf(program, to);
    if (state === undefined) throw new UnknownTaskError(program.workflowId, to);
    const fact: Fact = { type: 'rewound', to: state, ...(data !== undefined && { data }) };
    return this.#order(instanceId, fact, 'rewound', options);
  }

  async triggerNode(instanceId: string, node: string, options?: CommandOptions): Promise<Instance> {
    const { definition } = await this.#newest(instanceId);
    const program = await this.#context.catalogue.program(definition);
    const task = nodeOf(program, node);
    if (task === undefined) throw new UnknownTaskError(program.workflowId, node);
    const { instance, changed } = await this.#tell(instanceId, { type: 'node-triggered', task }, options);
    if (changed) return instance;
    if (standsStill(instance)) throw new WrongStateError(instanceId, 'told to start a node', instance.state);
    throw new UnreachableNodeError(instanceId, node);
  }

  retriggerNode(instanceId: string, node: NodeInstanceId, options?: CommandOptions): Promise<Instance> {
    return this.#orderNode(instanceId, { type: 'node-retriggered', node }, options);
  }

  cancelNode(instanceId: string, node: NodeInstanceId, options?: CommandOptions): Promise<Instance> {
    return this.#orderNode(instanceId, { type: 'node-cancelled', node }, options);
  }

  async moveTimer({ instanceId, node, timer }: DueTimer, due: number | undefined): Promise<Instance> {
    const fact: Fact = { type: 'timer-moved', node, timer, ...(due !== undefined && { due }) };
    const { instance, changed } = await this.#tell(instanceId, fact, { answer: 'committed' });
    if (changed) return instance;
    throw new UnknownNodeError(instanceId, node);
  }

  replaceData(instanceId: string, data: Json): Promise<Instance> {
    const fact: Fact = { type: 'data-replaced', data };
    return this.#order(instanceId, fact, 'changed', { answer: 'committed' });
  }

  mergeData(instanceId: string, data: Json): Promise<Instance> {
    return this.#change(instanceId, 'changed', (program, instance) => {
      const { root } = instance;
      return onlyData({ ...instance, root: { ...root, data: mergeData(root.data, data, program.dialect) } });
    });
  }

  mergeVariables(instanceId: string, variables: JsonObject): Promise<Instance> {
    return this.#change(instanceId, 'changed', (_, instance) =>
      onlyData({ ...instance, variables: { ...instance.variables, ...variables } }),
    );
  }

  migrate(instanceId: string, hash: string): Promise<Instance> {
    const { catalogue } = this.#context;
    return this.#change(instanceId, 'migrated', async (from, instance) => {
      const to = await catalogue.stored(hash);
      if (!to) throw new MigrationError(`There is no definition ${hash}.`);
      if (to.workflowId !== instance.workflowId)
        throw new MigrationError(`The definition ${hash} belongs to another workflow, "${to.workflowId}".`);
      const migration = migrateInstance(from, to, instance);
      if ('problems' in migration) throw new MigrationError(migration.problems.join(' '));
      return onlyData(migration.instance);
    });
  }

  /** Tells a fact that has to apply. `already`: the state in which there is nothing left to do. */
  async #order(
    instanceId: string,
    fact: Fact,
    participle: string,
    options?: CommandOptions,
    already?: Instance['state'],
  ): Promise<Instance> {
    const { instance, changed } = await this.#tell(instanceId, fact, options);
    if (changed || instance.state === already) return instance;
    throw new WrongStateError(instanceId, participle, instance.state);
  }

  async #orderNode(
    instanceId: string,
    fact: Extract<Fact, { type: 'node-retriggered' | 'node-cancelled' }>,
    options?: CommandOptions,
  ): Promise<Instance> {
    const { instance, changed } = await this.#tell(instanceId, fact, options);
    if (changed) return instance;
    const open = [...openFrames(instance)].some(({ node }) => node === fact.node);
    if (!open) throw new UnknownNodeError(instanceId, fact.node);
    const what = fact.type === 'node-cancelled' ? 'told to cancel a node' : 'told to repeat a node';
    throw new WrongStateError(instanceId, what, instance.state);
  }

  async #tell(instanceId: string, fact: Fact, options: CommandOptions = {}): Promise<Stepped> {
    const { stepper, rest } = this.#context;
    const before = await this.#newest(instanceId);
    const waiting = rest.prepare(instanceId, before.parent?.rootInstanceId ?? instanceId);
    try {
      const stepped = await stepper.apply(instanceId, fact);
      if (!stepped) throw new UnknownInstanceError(instanceId);
      if (!stepped.changed || options.answer === 'committed') return stepped;
      return { ...stepped, instance: await waiting.from(stepped.instance) };
    } catch (error) {
      throw dataError(error);
    } finally {
      waiting.stop();
    }
  }

  async #change(instanceId: string, participle: string, step: Step): Promise<Instance> {
    try {
      const stepped = await this.#context.stepper.change(instanceId, (program, instance) => {
        if (instance.endedAt !== undefined) throw new WrongStateError(instanceId, participle, instance.state);
        return step(program, instance);
      });
      if (!stepped) throw new UnknownInstanceError(instanceId);
      return stepped.instance;
    } catch (error) {
      throw dataError(error);
    }
  }

  async #newest(instanceId: string): Promise<Instance> {
    const instance = await this.#context.load(instanceId);
    if (!instance) throw new UnknownInstanceError(instanceId);
    return instance;
  }
}

/** Data of a request that cannot be stored is the fault of the request. */
export function dataError(error: unknown): unknown {
  if (error instanceof StoreDataTooLargeError) return new DataTooLargeError('The data', error.most);
  if (!(error instanceof StoreDataError)) return error;
  return new InvalidInputError([{ path: '', message: `can't be stored: ${error.message}` }]);
}

/** Whether nothing may be begun in an instance. */
function standsStill({ endedAt, state }: Instance): boolean {
  return endedAt !== undefined || state === 'SUSPENDED';
}

function onlyData(instance: Instance): Advance {
  return { instance, effects: [], trace: [] };
}
