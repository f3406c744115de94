import { describe, expect, it } from 'vitest';
import { j0, j1, jn, y0, y1, yn } from './bessel.js';
import { erf, erfc } from './error-function.js';
import { gamma, gammaSign, lgamma } from './gamma.js';

const free = () => undefined;

/** How many of a number's last digits another one is away from it, as a fraction of its size. */
function distance(actual: number, expected: number): number {
  return actual === expected ? 0 : Math.abs(actual - expected) / Math.abs(expected);
}

type Points = readonly (readonly [x: number, value: number])[];

/** Values with 40 digits by another method, rounded. */
const EXACT: readonly (readonly [name: string, f: (x: number) => number, points: Points])[] = [
  [
    'lgamma',
    lgamma,
    [
      [1e-10, 23.025850929882736],
      [0.3, 1.0957979948180756],
      [1.5, -0.12078223763524522],
      [-2.4588109333417436, -0.002691670999153947],
      [30.5, 72.9534711841694],
      [1e6, 12815504.569147611],
    ],
  ],
  [
    'gamma',
    gamma,
    [
      [0.5, 1.772453850905516],
      [-0.5, -3.544907701811032],
      [4.596707820892334, 13.319180911136524],
      [23, 1.1240007277776077e21],
      [-171.5, 1.9316265431712e-310],
      [171.6, 1.5858969096672565e308],
    ],
  ],
  [
    'erf',
    erf,
    [
      [1e-5, 1.1283791670579e-5],
      [0.4769, 0.49996739409753477],
      [2.5, 0.999593047982555],
      [-5.5, -0.9999999999999927],
    ],
  ],
  [
    'erfc',
    erfc,
    [
      [-1.5, 1.9661051464753108],
      [0.5, 0.4795001221869535],
      [4.9, 4.218936524005766e-12],
      [5.7, 7.566211621862486e-16],
      [20.25, 2.272956417880784e-180],
      [26.5, 2.2109076642637343e-307],
    ],
  ],
  [
    'j0',
    j0,
    [
      [0.1, 0.99750156206604],
      [2.404825557695773, -6.10876525973673e-17],
      [24.9, 0.0832459683530155],
      [25.1, 0.10827567149994945],
      [1234.5, -0.013550379618035721],
    ],
  ],
  [
    'j1',
    j1,
    [
      [0.1, 0.049937526036242],
      [-24.9, 0.13485569953140886],
      [25.1, -0.11463478413442257],
      [1234.5, 0.0182175083373925],
    ],
  ],
  [
    'y0',
    y0,
    [
      [0.1, -1.5342386513503667],
      [0.8935769662791675, -2.3389279284062102e-17],
      [24.9, -0.13649918399676522],
      [25.1, -0.11676770763803694],
      [1234.5, 0.018222995047412552],
    ],
  ],
  [
    'y1',
    y1,
    [
      [0.1, -6.4589510947020266],
      [2.197141326031017, 2.513306678922122e-17],
      [24.9, -0.08600255759555425],
      [25.1, -0.11062223322783099],
      [1234.5, 0.013557761447180334],
    ],
  ],
  ['jn(5; x)', (x) => jn(5, x, free), [[1.5, 0.001799421767360611]]],
  [
    'jn(50; x)',
    (x) => jn(50, x, free),
    [
      [1.5, 1.8416104740353552e-71],
      [30, 2.0581656631564178e-8],
    ],
  ],
  ['yn(-5; x)', (x) => yn(-5, x, free), [[1.5, 37.190308395498086]]],
  [
    'yn(50; x)',
    (x) => yn(50, x, free),
    [
      [1.5, -3.458421684655057e68],
      [30, -386759.32602734736],
    ],
  ],
];

describe('special functions', () => {
  it.each(EXACT)('%s is right to the last digits', (_name, f, points) => {
    for (const [x, value] of points) expect(distance(f(x), value), `at ${x}`).toBeLessThan(2e-15);
  });

  it('are infinite, zero or no number at their ends', () => {
    expect([0, -1, -Infinity, Infinity, 1, 2].map(lgamma)).toEqual([
      Infinity,
      Infinity,
      Infinity,
      Infinity,
      0,
      0,
    ]);
    expect([0, -1, -Infinity, Infinity, 172, -200.5].map(gamma)).toEqual([
      Infinity,
      NaN,
      NaN,
      Infinity,
      Infinity,
      -0,
    ]);
    expect([-0.5, -1.5, -2, -0, -Infinity, 1].map(gammaSign)).toEqual([-1, 1, 1, -1, 1, 1]);
    expect([0, Infinity, -Infinity, NaN].map(erf)).toEqual([0, 1, -1, NaN]);
    expect([0, Infinity, -Infinity, NaN].map(erfc)).toEqual([1, 0, 2, NaN]);
    expect([0, Infinity, -Infinity, NaN].map(j0)).toEqual([1, 0, 0, NaN]);
    expect([0, 5e-324, Infinity, NaN].map(j1)).toEqual([0, 0, 0, NaN]);
    expect([0, -1, Infinity, NaN].map(y0)).toEqual([-Infinity, NaN, 0, NaN]);
    expect([0, -1, Infinity, NaN].map(y1)).toEqual([-Infinity, NaN, 0, NaN]);
    expect([0, 1e-300, Infinity].map((x) => jn(1e9, x, free))).toEqual([0, 0, 0]);
    expect([0, 1e-300, Infinity, -1].map((x) => yn(300, x, free))).toEqual([-Infinity, -Infinity, 0, NaN]);
  });

  it('count the rounds of a high order before they run', () => {
    const spend = (rounds: number) => {
      if (rounds > 1e6) throw new Error('too long');
    };
    expect(() => jn(1e9, 1e10, spend)).toThrow('too long');
    expect(jn(1e9, 1e3, spend)).toBe(0);
  });
});
