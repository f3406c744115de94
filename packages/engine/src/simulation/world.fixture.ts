import type { Json, Program } from '@orchestrator/definition';
import { advance } from '../advance.js';
import { matchesEvent } from '../events/matches.js';
import type { Advance, Effect, Environment, Fact, TraceEntry } from '../facts.js';
import { fraction } from '../identifiers.js';
import { createInstance } from '../instance/create.js';
import type { CloudEvent, Instance } from '../instance/instance.js';
import { openFrames } from '../instance/open-frames.js';
import type { Limits } from '../limits.js';
import { Chance } from './chance.fixture.js';
import { Rows, rowsOf } from './rows.fixture.js';

/** How a simulated host behaves. */
export interface Weather {
  readonly seed: number;
  /** False: everything in order, once, without crashes, on live objects. */
  readonly rough: boolean;
  /** True: instances stay objects and never go through JSON, whatever the weather. */
  readonly live?: boolean;
  /** What operators do to the outermost instance, now and then. */
  readonly operators: readonly Operation[];
}

/** What operators can do. */
export type Operation = 'suspend' | 'cancel' | 'trigger-node' | 'retrigger-node' | 'cancel-node';

/** One thing that can happen next. */
interface Possibility {
  readonly instanceId: string;
  readonly fact: Fact;
  /** Takes it off the list of what is still to happen. */
  readonly done: () => void;
}

interface Life {
  instance: Instance;
  readonly program: Program;
  readonly rows: Rows;
  readonly trace: TraceEntry[];
}

const START = Date.UTC(2026, 0, 1);
const ENVIRONMENT: Environment = { secrets: { key: 'secret' }, headers: {} };
const LIMITS: Limits = {
  maxStepsPerAdvance: 25,
  maxCostPerAdvance: 1_000,
  maxStepsWithoutWait: 400,
  maxItems: 50,
};

/**
 * A host in memory with virtual time. It keeps what a real one keeps in its database, picks what happens next at random,
 * delivers things twice, crashes between any two steps, and checks after each commit that nothing was lost or invented.
 */
export class World {
  readonly lives = new Map<string, Life>();
  readonly published: CloudEvent[] = [];
  /** One line for each commit: two runs from one seed have the same. */
  readonly history: string[] = [];
  now = START;
  readonly #programs: ReadonlyMap<string, Program>;
  readonly #weather: Weather;
  readonly #chance: Chance;
  readonly #messages: { readonly to: string; readonly fact: Fact }[] = [];
  readonly #tries = new Map<string, number>();

  constructor(programs: ReadonlyMap<string, Program>, weather: Weather) {
    this.#programs = programs;
    this.#weather = weather;
    this.#chance = new Chance(weather.seed);
  }

  /** Runs a workflow until nothing can happen any more. Answers its last form. */
  run(workflowId: string, data: Json, events: readonly CloudEvent[], maxSteps = 600): Instance {
    const waiting = [...events];
    this.#begin('root', workflowId, { data });
    for (let step = 0; step < maxSteps; step += 1) {
      this.#operate();
      const possibilities = this.#possibilities(waiting);
      if (possibilities.length === 0) {
        if (!this.#passTime()) break;
        continue;
      }
      const chosen = this.#weather.rough ? this.#chance.pick(possibilities) : possibilities[0];
      if (chosen) this.#deliver(chosen);
    }
    return this.#life('root').instance;
  }

  #begin(
    id: string,
    workflowId: string,
    beginning: Omit<Parameters<typeof createInstance>[1], 'id'>,
  ): boolean {
    const program = this.#programs.get(workflowId);
    if (!program) return false;
    if (this.lives.has(id)) return true;
    const instance = createInstance(program, { id, ...beginning }, this.now);
    this.lives.set(id, { instance, program, rows: new Rows(), trace: [] });
    this.#apply(id, { type: 'started' });
    return true;
  }

  #deliver({ instanceId, fact, done }: Possibility): void {
    // A crash before the commit: the step is computed, forgotten, and computed again.
    const life = this.lives.get(instanceId);
    if (life && this.#weather.rough && this.#chance.happens(0.15)) this.#compute(life, fact);
    this.#apply(instanceId, fact);
    done();
    // What was delivered may be delivered again.
    if (this.#weather.rough && this.#chance.happens(0.1)) this.#apply(instanceId, fact);
  }

  #compute(life: Life, fact: Fact): Advance {
    return advance(life.program, life.instance, fact, this.now, { environment: ENVIRONMENT, limits: LIMITS });
  }

  #apply(id: string, fact: Fact): void {
    const life = this.lives.get(id);
    if (!life) return;
    if (this.#weather.rough && !this.#weather.live)
      life.instance = JSON.parse(JSON.stringify(life.instance)) as Instance;
    const before = life.instance;
    const { instance, effects, trace } = this.#compute(life, fact);
    if (before.endedAt !== undefined && instance !== before)
      throw new Error(`${id} had ended and was changed by ${JSON.stringify(fact)}.`);
    // Stores write nodes that are entered without looking for them.
    const entered = trace.flatMap(({ type, node }) => (type === 'entered' ? [node] : []));
    const next = Array.from(entered, (_, index) => `${id}:${before.entered + index + 1}`);
    if (entered.join() !== next.join() || instance.entered !== before.entered + entered.length)
      throw new Error(`${id} enters ${entered.join()} where ${next.join()} come next.`);
    life.instance = instance;
    life.trace.push(...trace);
    for (const effect of effects) this.#carryOut(life, effect);
    if (instance.endedAt !== undefined) life.rows.clear();
    this.history.push(`${this.now} ${id} ${fact.type} ${instance.state} ${instance.entered}`);
    this.#check(life);
  }

  #carryOut(life: Life, effect: Effect): void {
    life.rows.apply(effect);
    if (effect.type === 'message') this.#messages.push({ to: effect.to, fact: effect.fact });
    else if (effect.type === 'publish') this.published.push(effect.event);
    else if (effect.type === 'start') {
      const { instanceId, workflowId, data, variables, parent, deadline } = effect;
      const known = this.#begin(instanceId, workflowId, {
        data,
        variables,
        ...(parent && { parent }),
        ...(deadline !== undefined && { deadline }),
      });
      if (!known) {
        const error = { code: 'unknown-workflow', message: `There is no workflow ${workflowId}.` };
        this.#messages.push({
          to: life.instance.id,
          fact: { type: 'call-failed', node: effect.node, error },
        });
      }
    }
  }

  /** After every commit: the rows are those that the instance itself speaks of. */
  #check({ program, instance, rows }: Life): void {
    const wanted = rowsOf(program, instance);
    const kept = rows.names;
    if (JSON.stringify(wanted) !== JSON.stringify(kept))
      throw new Error(
        `${instance.id} waits for\n  ${wanted.join('\n  ')}\nbut the host keeps\n  ${kept.join('\n  ')}`,
      );
  }

  #possibilities(events: CloudEvent[]): Possibility[] {
    const found: Possibility[] = this.#messages.map((message) => ({
      instanceId: message.to,
      fact: message.fact,
      done: () => void this.#messages.splice(this.#messages.indexOf(message), 1),
    }));
    for (const [instanceId, life] of this.lives) {
      for (const call of life.rows.calls.values()) {
        const key = this.#tryKey(life, call);
        const count = (this.#tries.get(key) ?? 0) + 1;
        found.push({
          instanceId,
          fact: outcome(call, key, count),
          done: () => {
            if (call.detached) life.rows.calls.delete(call.node);
            this.#tries.set(key, count);
          },
        });
      }
      for (const { node, timer, due } of life.rows.timers.values()) {
        if (due <= this.now)
          found.push({ instanceId, fact: { type: 'timer-fired', node, timer }, done: () => undefined });
      }
      for (const subscription of life.rows.subscriptions.values()) {
        const event = events.find((candidate) => matchesEvent(subscription, candidate, false));
        if (!event) continue;
        const done = (): void => void events.splice(events.indexOf(event), 1);
        found.push({ instanceId, fact: { type: 'event-arrived', node: subscription.node, event }, done });
      }
      if (life.instance.state === 'ERROR' && life.instance.error?.code !== 'step-limit')
        found.push({ instanceId, fact: { type: 'retried' }, done: () => undefined });
    }
    return found;
  }

  /** Counts the tries of one task with one input, however often its node is opened anew. */
  #tryKey({ instance }: Life, call: Extract<Effect, { type: 'call' }>): string {
    return `${instance.workflowId} ${call.function} ${JSON.stringify(call.arguments)}`;
  }

  #operate(): void {
    const { rough, operators } = this.#weather;
    if (!rough) return;
    const { instance } = this.#life('root');
    if (instance.state === 'SUSPENDED' && this.#chance.happens(0.3)) this.#apply('root', { type: 'resumed' });
    else if (operators.includes('suspend') && this.#chance.happens(0.05))
      this.#apply('root', { type: 'suspended' });
    else if (operators.includes('cancel') && this.#chance.happens(0.1))
      this.#apply('root', { type: 'cancelled' });
    if (operators.includes('trigger-node') && this.#chance.happens(0.02)) this.#triggerNode();
    if (operators.includes('retrigger-node') && this.#chance.happens(0.05))
      this.#tellNode('node-retriggered');
    if (operators.includes('cancel-node') && this.#chance.happens(0.03)) this.#tellNode('node-cancelled');
  }

  /** An operator may choose any node, also one that can't be started by itself. */
  #triggerNode(): void {
    const { program } = this.#life('root');
    this.#apply('root', { type: 'node-triggered', task: this.#chance.pick([...program.tasks.keys()]) });
  }

  /** An operator may be late: what is gone by then has to stay as it is. */
  #tellNode(type: 'node-retriggered' | 'node-cancelled'): void {
    const { instance } = this.#life('root');
    if (instance.entered === 0) return;
    const node = `root:${1 + Math.floor(this.#chance.next() * instance.entered)}`;
    const open = [...openFrames(instance)].map((frame) => frame.node);
    const late = open.length === 0 || this.#chance.happens(0.2);
    this.#apply('root', { type, node: late ? node : this.#chance.pick(open) });
    const after = this.#life('root').instance;
    if (open.includes(node) || !late || JSON.stringify(after) === JSON.stringify(instance)) return;
    throw new Error(`${type} changed the instance although ${node} was gone.`);
  }

  #passTime(): boolean {
    if (this.#life('root').instance.state === 'SUSPENDED') {
      this.#apply('root', { type: 'resumed' });
      return true;
    }
    const dues = [...this.lives.values()].flatMap(({ rows }) =>
      [...rows.timers.values()].map(({ due }) => due),
    );
    const later = dues.filter((due) => due > this.now);
    if (later.length === 0) return false;
    this.now = Math.min(...later);
    return true;
  }

  #life(id: string): Life {
    const life = this.lives.get(id);
    if (!life) throw new Error(`There is no instance ${id}.`);
    return life;
  }
}

/** Calls fail once or twice at random, and then succeed: by what they are, never by when they come. */
function outcome(call: Extract<Effect, { type: 'call' }>, key: string, count: number): Fact {
  const { node, tries = 0 } = call;
  const failures = Math.floor(fraction(key) * 3);
  if (call.function === 'flaky' && count <= failures)
    return {
      type: 'call-failed',
      node,
      tries,
      error: { code: 'http-status', message: 'It answered 503.', status: 503 },
    };
  if (call.function === 'broken')
    return {
      type: 'call-failed',
      node,
      tries,
      error: { code: 'http-status', message: 'It answered 404.', status: 404 },
    };
  return {
    type: 'call-succeeded',
    node,
    tries,
    result: { [call.function]: Math.floor(fraction(`${key} result`) * 1000) },
  };
}
