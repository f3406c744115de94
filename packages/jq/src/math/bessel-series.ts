import {
  add,
  divide,
  multiply,
  negate,
  PI,
  product,
  scale,
  subtract,
  type Wide,
  wide,
} from './double-double.js';
import { log } from './exponential.js';

const EULER = wide(0.5772156649015329, -4.942915152430645e-18);
const PRECISION = 1e-34;

/** What a series needs to know: half the argument, and its square. */
interface Halved {
  readonly half: Wide;
  readonly square: Wide;
}

function halved(x: number): Halved {
  return { half: wide(x / 2), square: product(x / 2, x / 2) };
}

/** The first term of the series of that order: half of `x` to the power of `order`, over its factorial. */
function leading(order: number, { half }: Halved): Wide {
  let term = wide(1);
  for (let k = 1; k <= order && term.high !== 0; k++) term = divide(multiply(term, half), wide(k));
  return term;
}

/** The sum of the series' terms, each times a weight of its number. */
function summed(order: number, x: Halved, weight: (k: number) => Wide): Wide {
  let term = leading(order, x);
  let total = multiply(term, weight(0));
  let largest = 0;
  for (let k = 1; Math.abs(term.high) > PRECISION * largest; k++) {
    term = negate(divide(multiply(term, x.square), wide(k * (k + order))));
    const part = multiply(term, weight(k));
    total = add(total, part);
    largest = Math.max(largest, Math.abs(part.high), Math.abs(total.high));
  }
  return total;
}

/** The Bessel function of the first kind, of any order from 0 on; for `x` up to about 30. */
export function firstKindSeries(order: number, x: number): Wide {
  return summed(order, halved(x), () => wide(1));
}

/** 1 + 1/2 + … + 1/n, which is asked for in order. */
function harmonic(): (n: number) => Wide {
  const known = [wide(0)];
  return (n) => {
    for (let k = known.length; k <= n; k++)
      known.push(add(known[k - 1] ?? wide(0), divide(wide(1), wide(k))));
    return known[n] ?? wide(0);
  };
}

/** The Bessel function of the second kind, of order 0 or 1; for positive `x` up to about 30. */
export function secondKindSeries(order: 0 | 1, x: number): Wide {
  const parts = halved(x);
  const sums = harmonic();
  const logarithm = scale(multiply(add(log(parts.half), EULER), firstKindSeries(order, x)), 2);
  const weights = summed(order, parts, (k) => add(sums(k), sums(k + order)));
  const pole = order === 0 ? wide(0) : divide(wide(1), parts.half);
  return divide(subtract(subtract(logarithm, weights), pole), PI);
}
