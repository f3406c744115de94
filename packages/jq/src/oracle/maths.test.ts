import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { compile, type Json } from '../index.js';
import { Oracle } from './oracle.fixture.js';

/** Functions with a result that has to be jq's to the last digit. */
const EXACT = [
  'floor, ceil, trunc, round, rint, nearbyint, fabs, sqrt, cbrt',
  'significand, logb, frexp, modf',
  'nextafter(.; 1), nexttoward(1; .), nextafter(.; nan)',
  'drem(.; 0.7), remainder(.; 3), drem(7.7; .), fmod(.; 0.7)',
  'ldexp(.; 3), scalb(.; -3), scalbln(.; 5), copysign(.; -1), fdim(.; 2), fmin(.; 2), fmax(.; 2)',
  'hypot(.; 3.3), hypot(.; .)',
  'fdim(nan; .), fdim(.; nan), ldexp(infinite; .), scalb(.; infinite), scalb(.; -infinite)',
  '(lgamma_r | .[1])',
];

/** Functions that C libraries do not agree on in the last digits. */
const CLOSE = [
  'sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh',
  'exp, exp2, exp10, expm1, log, log2, log10, log1p, pow(.; 0.3), atan2(.; 3)',
  'erf, erfc, tgamma',
  'lgamma, (lgamma_r | .[0])',
  'j0, j1, y0, y1',
  'jn(2; .), jn(-3; .), jn(40; .), yn(3; .), yn(-7; .), jn(2.7; .)',
];

const TOLERANCE = 1e-14;

/** Numbers that JSON can say, so no negative zero. */
const number = fc
  .oneof(
    fc.constantFrom(0, 0.5, 1, 1.5, 2, 3, -1, -2, -0.5, 170, 171.6, -171.5, 5e-324, 1e300, -1e300, 1e-300),
    fc.double({ min: -5, max: 5, noNaN: true }),
    fc.double({ min: -200, max: 200, noNaN: true }),
    fc.integer({ min: -50, max: 200 }),
  )
  .map((x) => x + 0);

const oracle = new Oracle();
afterAll(() => oracle.close());

async function both(
  programs: readonly string[],
  inputs: readonly number[],
): Promise<readonly [Json[], Json[]]> {
  const program = `[.[] | ${programs.join(', ')}] | flatten`;
  const [outcome] = await oracle.ask([{ program, input: [...inputs] }]);
  if (outcome === undefined || outcome === null || !('outputs' in outcome))
    throw new Error('jq gives no outcome');
  const ours = JSON.parse(String(compile(`${program} | tojson`).one([...inputs]))) as Json[];
  return [ours, outcome.outputs[0] as Json[]];
}

/** Near: relative to the value, or where that is a small one between larger ones, to those. */
function near(a: Json, b: Json): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  return (
    a === b ||
    Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), 0.01) ||
    Math.abs(a - b) <= TOLERANCE * Math.abs(b)
  );
}

describe('mathematical functions', () => {
  it('that are exact give what jq gives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(number, { minLength: 30, maxLength: 60 }), async (inputs) => {
        const [ours, theirs] = await both(EXACT, inputs);
        expect(ours).toEqual(theirs);
      }),
      { numRuns: 20, seed: 20261128 },
    );
  });

  it('that are rounded are as near as C libraries are to each other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(number, { minLength: 30, maxLength: 60 }), async (inputs) => {
        const [ours, theirs] = await both(CLOSE, inputs);
        expect(ours.length).toBe(theirs.length);
        expect(
          ours.flatMap((value, at) => (near(value, theirs[at] ?? null) ? [] : [[value, theirs[at]]])),
        ).toEqual([]);
      }),
      { numRuns: 20, seed: 20261128 },
    );
  });
});
