import fc from 'fast-check';
import { parse } from 'yaml';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Json, Program } from '@orchestrator/definition';
import { compileYaml, event } from '../run.fixture.js';
import { randomDefinition } from './random-definition.fixture.js';
import { SECTIONS } from './scenarios.fixture.js';
import { World } from './world.fixture.js';

const DIALECTS = ['sonataflow', 'spec'] as const;
/** `RANDOM_DEFINITIONS=50000` makes up more documents. */
const COUNT = Number(process.env['RANDOM_DEFINITIONS'] ?? 500);
const EVENTS = ['go', 'ready', 'go'].map((type) => event(type, { [type]: true }, { source: 's' }));
const sections = parse(
  SECTIONS.replace('errors: [', 'errors: [{name: any, code: java.lang.RuntimeException}, '),
) as { [section: string]: Json };

let child: Program;

beforeAll(async () => {
  // A child that answered with all that it was given would double the data of a loop again and again.
  child = await compileYaml(
    `id: child\nstates: [{name: Nap, type: sleep, duration: PT3S, stateDataFilter: {output: '{napped: true}'}, end: true}]`,
  );
});

function live(program: Program, seed: number, through: 'json' | 'objects'): World {
  const programs = new Map([
    ['root', program],
    ['child', child],
  ]);
  const world = new World(programs, {
    seed,
    rough: true,
    live: through === 'objects',
    operators: seed % 2 === 0 ? ['suspend'] : ['suspend', 'trigger-node', 'retrigger-node', 'cancel-node'],
  });
  world.run('root', { n: 1, list: [1, 2] }, EVENTS, 150);
  return world;
}

describe('a random definition', () => {
  it(
    'ends, fails with a reason, or waits for something named, and goes on from JSON as if undisturbed',
    { timeout: Math.max(600_000, 1_000 * COUNT) },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          randomDefinition,
          fc.constantFrom(...DIALECTS),
          fc.nat(),
          async (document, dialect, seed) => {
            const program = await compileYaml(JSON.stringify({ ...document, ...sections }), dialect);
            const worlds = [live(program, seed, 'json'), live(program, seed, 'objects')];
            const [stored, kept] = worlds.map((world) =>
              [...world.lives].map(([id, { instance }]) => [
                id,
                JSON.parse(JSON.stringify(instance)) as unknown,
              ]),
            );
            expect(stored).toEqual(kept);
            for (const { instance, rows } of worlds[0]?.lives.values() ?? []) {
              if (instance.state === 'ERROR') expect(instance.error?.message).toBeTruthy();
              const idle = instance.root.frame === null && program.keepActive;
              const waits = rows.names.length > 0 || JSON.stringify(instance).includes('"for":"child"');
              if (instance.state === 'ACTIVE') expect(idle || waits || instance.held.length > 0).toBe(true);
            }
          },
        ),
        { numRuns: COUNT },
      );
    },
  );
});
