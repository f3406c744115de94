import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type Disagreement, exceptionFor } from './exceptions.fixture.js';
import { Oracle } from './oracle.fixture.js';
import { agree, type Case, ours } from './outcome.fixture.js';
import { PREAMBLE, program } from './programs.fixture.js';
import { json } from './values.fixture.js';

/** JQ_ORACLE_CASES=1000000 for a long run; JQ_ORACLE_SEED repeats one. */
const CASES = Number(process.env['JQ_ORACLE_CASES'] ?? 5_000);
const BATCH = 40;
const seed = process.env['JQ_ORACLE_SEED'];

const oracle = new Oracle();
afterAll(() => oracle.close());

/** The cases on which jq says something else, apart from the exceptions. */
async function disagreements(cases: readonly Case[]): Promise<readonly Disagreement[]> {
  const answered = cases.flatMap(({ program: text, input }) => {
    const one = { program: PREAMBLE + text, input };
    const outcome = ours(one);
    return outcome === null ? [] : [{ ...one, ours: outcome }];
  });
  const answers = await oracle.ask(answered);
  return answered.flatMap((one, position) => {
    const jq = answers[position] ?? null;
    if (jq === null || agree(one.ours, jq)) return [];
    return exceptionFor({ ...one, jq }) === null ? [{ ...one, jq }] : [];
  });
}

describe('random programs', () => {
  it(
    'do what jq 1.8.2 does',
    async () => {
      const batch = fc.array(fc.record({ program, input: json }), {
        minLength: 1,
        maxLength: BATCH,
        size: 'max',
      });
      await fc.assert(
        fc.asyncProperty(batch, async (cases) => {
          expect(await disagreements(cases)).toEqual([]);
        }),
        { numRuns: Math.ceil((2 * CASES) / BATCH), ...(seed === undefined ? {} : { seed: Number(seed) }) },
      );
    },
    60_000 + CASES * 20,
  );

  it('are told from jq where they differ', async () => {
    const cases = ['1 + 1', '[limit(3; repeat("x"))]', '.a[', 'error({a: .})', '.[] | 1 / .'].map((text) => ({
      program: text,
      input: [1, 0],
    }));
    expect(await oracle.ask(cases)).toEqual(cases.map(ours));
    const wrong = { outputs: [3] };
    expect((await oracle.ask(cases.slice(0, 1))).every((answer) => agree(answer, wrong))).toBe(false);
  });
});
