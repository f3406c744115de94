import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { analyse, compile, type Json, JqBudgetError, JqError, JqSyntaxError, parse } from '../index.js';
import { program } from '../oracle/programs.fixture.js';
import { Dice, mutated, randomBytes } from './mutations.fixture.js';

/** JQ_FUZZ_CASES=10000000 for a long run, JQ_FUZZ_SEED for other texts. */
const CASES = Number(process.env['JQ_FUZZ_CASES'] ?? 100_000);
const SEED = Number(process.env['JQ_FUZZ_SEED'] ?? 20_261_127);
const BUDGET = { steps: 20_000, outputs: 100, depth: 400, bytes: 1_000_000 };
/** Far more processor time than a budget of this size needs, in milliseconds. */
const LONGEST = 5_000;
const SUITE = new URL('../../../../../shared/corpus/jq/jq.test', import.meta.url);

const HAS_SUITE = existsSync(SUITE);
const BEGINNING = HAS_SUITE ? '' : ' (from random programs only: ../shared/corpus/jq/jq.test is absent)';

const INPUTS: readonly Json[] = [
  null,
  [],
  { a: [1, 'b', null], __proto__x: 1, constructor: { name: 'own' } },
  JSON.parse('{"__proto__": {"polluted": true}, "a": "x"}') as Json,
  [[1, 2], [3]],
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\u00e4',
  -1.5,
].map(frozen);

function frozen(value: Json): Json {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach((part: Json) => frozen(part));
  return Object.freeze(value);
}

/** Programs to begin with: random ones and, where they are at hand, those of jq's own suite. */
function programs(): string[] {
  const random = fc.sample(program, { numRuns: 500, seed: SEED });
  if (!HAS_SUITE) return random;
  const groups = readFileSync(SUITE, 'utf8').split(/\n\s*\n/);
  const firsts = groups.map((group) =>
    group.split('\n').find((line) => line !== '' && !line.startsWith('#')),
  );
  return [...random, ...firsts.filter((line) => line !== undefined)];
}

function isOurs(error: unknown): boolean {
  return error instanceof JqSyntaxError || error instanceof JqError || error instanceof JqBudgetError;
}

/** Runs a text as a program in every way; answers what went wrong. */
function misbehaviour(text: string, input: Json): string | null {
  const start = process.cpuUsage();
  for (const work of [
    () => analyse(parse(text)),
    () => compile(text).one(input, {}, { budget: BUDGET, now: 0 }),
    () => compile(text, { dialect: 'jackson' }).all(input, {}, { budget: BUDGET, now: 0 }),
  ]) {
    try {
      work();
    } catch (error) {
      if (!isOurs(error)) return `${JSON.stringify(text)} on ${JSON.stringify(input)}: ${String(error)}`;
    }
  }
  const spent = process.cpuUsage(start).user / 1_000;
  return spent > LONGEST ? `${JSON.stringify(text)} took ${spent} ms` : null;
}

it(
  `no text makes anything but errors of ours, holds the process, or touches what all objects share${BEGINNING}`,
  { timeout: 60_000 + CASES * 5 },
  () => {
    const shared = (): string[] =>
      [Object.prototype, Array.prototype, Function.prototype].flatMap((of) => Object.getOwnPropertyNames(of));
    const before = shared();
    const dice = new Dice(SEED);
    const seeds = programs();
    const found: string[] = [];
    for (let number = 0; number < CASES && found.length < 5; number += 1) {
      const text = number % 4 === 0 ? randomBytes(dice) : mutated(dice, seeds);
      const problem = misbehaviour(text, dice.pick(INPUTS));
      if (problem !== null) found.push(problem);
    }
    expect(found).toEqual([]);
    expect(shared()).toEqual(before);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  },
);
