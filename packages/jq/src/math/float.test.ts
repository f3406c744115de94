import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypot, ldexp, scalb } from './float.js';
import { nextAfter } from './neighbour.js';
import { nearestRemainder } from './remainder.js';

const double = fc.double({ noNaN: true, noDefaultInfinity: true });

describe('nextAfter', () => {
  it('is so near that no double lies between', () => {
    fc.assert(
      fc.property(double, double, (x, y) => {
        const next = nextAfter(x, y);
        if (x === y) return next === y;
        const middle = x / 2 + next / 2;
        return next > x === y > x && next !== x && (middle === x || middle === next || Math.abs(x) < 1e-300);
      }),
    );
    expect([nextAfter(0, -1), nextAfter(1, 2), nextAfter(Infinity, 0), nextAfter(NaN, 1)]).toEqual([
      -Number.MIN_VALUE,
      1 + Number.EPSILON,
      Number.MAX_VALUE,
      NaN,
    ]);
  });
});

describe('nearestRemainder', () => {
  it('takes the even multiple of two that are equally near', () => {
    expect([5, 7, -5, 6, 2.5].map((x) => nearestRemainder(x, 2))).toEqual([1, -1, -1, 0, 0.5]);
    expect([1, 3].map((x) => nearestRemainder(x, -2))).toEqual([1, -1]);
  });

  it('is exact however large the quotient', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 200n }),
        fc.integer({ min: 1, max: 1e6 }),
        (whole, divisor) => {
          const x = Number(whole);
          const rest = Number(BigInt(x) % BigInt(divisor));
          const expected = [rest, rest - divisor].map(Math.abs);
          return Math.abs(nearestRemainder(x, divisor)) === Math.min(...expected);
        },
      ),
    );
    expect([nearestRemainder(5, Infinity), nearestRemainder(1, 0), nearestRemainder(Infinity, 1)]).toEqual([
      5,
      NaN,
      NaN,
    ]);
  });
});

describe('hypot', () => {
  it('neither overflows nor loses digits on the way', () => {
    expect([
      hypot(1, 5),
      hypot(3e300, 4e300),
      hypot(3e-310, 4e-310),
      hypot(NaN, Infinity),
      hypot(0, -2),
    ]).toEqual([5.0990195135927845, 5e300, 5e-310, Infinity, 2]);
  });
});

describe('ldexp', () => {
  it('rounds once', () => {
    expect([ldexp(-2.5e-323, -3), ldexp(2 ** 1000, -2050), ldexp(2 ** -1050, 2050), ldexp(3, 5000)]).toEqual([
      -5e-324,
      2 ** -1050,
      2 ** 1000,
      Infinity,
    ]);
  });

  it('stays infinite, while scalb has no number for infinity over infinity', () => {
    expect([
      ldexp(Infinity, -Infinity),
      scalb(Infinity, -Infinity),
      scalb(0, Infinity),
      scalb(2, -Infinity),
    ]).toEqual([Infinity, NaN, NaN, 0]);
  });
});
