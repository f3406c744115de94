import { beforeAll, describe, expect, it } from 'vitest';
import type { Program } from '@orchestrator/definition';
import type { TraceEntry } from '../facts.js';
import type { Instance } from '../instance/instance.js';
import { openFrames } from '../instance/open-frames.js';
import { scenarios } from './scenarios.fixture.js';
import type { Scenario } from './scenarios.fixture.js';
import { World } from './world.fixture.js';
import type { Weather } from './world.fixture.js';

/** `SIMULATION_SEEDS=1000000` runs more of them, `SIMULATION_SEED=123` one again. */
const COUNT = Number(process.env['SIMULATION_SEEDS'] ?? 10_000);
const ONLY = process.env['SIMULATION_SEED'];
/** Milliseconds: a multiple of what a seed takes on a machine that has other things to do. */
const TIMEOUT = Math.max(600_000, 60 * COUNT);

let all: Scenario[] = [];

beforeAll(async () => {
  all = await scenarios();
});

function run(
  scenario: Scenario,
  weather: Partial<Weather> & { seed: number },
): { world: World; instance: Instance } {
  const world = new World(scenario.programs, { rough: true, operators: [], ...weather });
  return { world, instance: world.run('root', scenario.data, scenario.events) };
}

/** What a run came to, without what depends on the order of events. */
function result({ state, root, error, compensable, children }: Instance): unknown {
  return { state, data: root.data, error: error?.code, compensable, children: children.length };
}

function seeds(): number[] {
  return ONLY === undefined ? Array.from({ length: COUNT }, (_, index) => index) : [Number(ONLY)];
}

/** Runs a check for each seed; what fails tells how to run it again. */
function forEachSeed(check: (scenario: Scenario, seed: number) => void): void {
  for (const seed of seeds()) {
    const scenario = all[seed % all.length];
    if (!scenario) throw new Error('There are no scenarios.');
    try {
      check(scenario, seed);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`Seed ${seed}, ${scenario.name}: ${reason}\nAgain with SIMULATION_SEED=${seed}.`, {
        cause: error,
      });
    }
  }
}

describe('a simulated host', () => {
  it(
    'ends like an undisturbed one, whatever order, repetition and crashes it meets',
    { timeout: TIMEOUT },
    () => {
      const calm = new Map(
        all.map((scenario) => [scenario, result(run(scenario, { seed: 1, rough: false }).instance)]),
      );
      forEachSeed((scenario, seed) => {
        const { instance } = run(scenario, { seed, operators: ['suspend'] });
        if (!scenario.races) expect(result(instance)).toEqual(calm.get(scenario));
        else expect(['COMPLETED', 'ABORTED', 'ERROR', 'ACTIVE']).toContain(instance.state);
      });
    },
  );

  it('has the same history for the same seed', () => {
    for (const [index, scenario] of all.entries()) {
      const [first, second] = [0, 1].map(
        () => run(scenario, { seed: index, operators: ['suspend', 'cancel'] }).world,
      );
      expect(second?.history).toEqual(first?.history);
      expect(second?.published).toEqual(first?.published);
    }
  });

  it(
    'ends, stands still with a reason or waits for something, whatever operators do to its nodes',
    { timeout: TIMEOUT },
    () => {
      forEachSeed((scenario, seed) => {
        const { world } = run(scenario, {
          seed,
          operators: ['trigger-node', 'retrigger-node', 'cancel-node'],
        });
        const life = world.lives.get('root');
        if (!life || life.instance.endedAt !== undefined) return;
        const { state, error } = life.instance;
        expect(['ACTIVE', 'ERROR']).toContain(state);
        if (state === 'ERROR') expect(failedNodes(life.instance)).toContain(error?.node);
        else expect(waitsForSomething(life.instance)).toBe(true);
      });
    },
  );

  it(
    'undoes exactly the completed states in reverse when instances are cancelled',
    { timeout: TIMEOUT },
    () => {
      const undoing = all.filter(({ name }) => name.startsWith('compensation'));
      for (let seed = 0; seed < Math.min(COUNT, 1000); seed += 1) {
        const scenario = undoing[seed % undoing.length];
        if (!scenario) throw new Error('There is no scenario for compensation.');
        const { world } = run(scenario, { seed, operators: ['cancel', 'retrigger-node', 'cancel-node'] });
        const life = world.lives.get('root');
        if (life) expect(undoneInOrder(life.program, life.trace), `seed ${seed}`).toBe(true);
      }
    },
  );
});

function failedNodes(instance: Instance): string[] {
  return [...openFrames(instance)].filter(({ failed }) => failed).map(({ node }) => node);
}

/** Whether each path of an instance has somebody who will take it on. */
function waitsForSomething(instance: Instance): boolean {
  const innermost = [...openFrames(instance)].filter(
    ({ child, scopes = [] }) => !child && scopes.length === 0,
  );
  return innermost.length > 0 && innermost.every(({ wait }) => wait !== undefined);
}

/** Whether each compensation runs the states that had completed before it, the newest first, or a part of them from there. */
function undoneInOrder(program: Program, trace: readonly TraceEntry[]): boolean {
  const tasks = new Map(
    trace.flatMap((entry) =>
      entry.type === 'entered' ? [[entry.node, program.tasks.get(entry.task)] as const] : [],
    ),
  );
  let completed: string[] = [];
  let expected: string[] = [];
  for (const entry of trace) {
    const task = tasks.get(entry.node);
    if (entry.type === 'exited' && task?.compensatedBy) completed.push(task.compensatedBy);
    if (entry.type !== 'entered' || !task) continue;
    if (task.kind === 'compensate') {
      if (entry.retrigger) continue;
      // A second request to cancel gives up the rest of a compensation.
      expected = completed.toReversed();
      completed = [];
    } else if ([...program.tasks.values()].some(({ compensatedBy }) => compensatedBy === task.id)) {
      const retried = entry.retrigger === true;
      if (!retried && expected.shift() !== task.id) return false;
    }
  }
  return true;
}
