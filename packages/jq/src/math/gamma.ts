import { add, divide, multiply, narrow, negate, PI, subtract, type Wide, wide } from './double-double.js';
import { exp, log } from './exponential.js';

/** The coefficients of Stirling's series: Bernoulli's number B(2k) over 2k(2k - 1). */
const STIRLING: readonly (readonly [number, number])[] = [
  [1, 12],
  [-1, 360],
  [1, 1260],
  [-1, 1680],
  [1, 1188],
  [-691, 360_360],
  [1, 156],
  [-3617, 122_400],
  [43_867, 244_188],
  [-174_611, 125_400],
];

/** From here on Stirling's series has all the digits that are needed. */
const LARGE = 20;
/** From here on no digit but those of `x (log x - 1)` counts. */
const HUGE = 1e290;
const HALF_LOG_TWO_PI = wide(0.9189385332046728, -3.8782941580672414e-17);

/** The logarithm of the gamma function of a positive number. */
function logGamma(x: number): Wide {
  if (x > HUGE) return wide(x * (Math.log(x) - 1));
  let steps = wide(1);
  let to = wide(x);
  for (; to.high < LARGE; to = add(to, wide(1))) steps = multiply(steps, to);
  const square = multiply(to, to);
  const series = STIRLING.reduceRight(
    (rest, [above, below]) => add(divide(rest, square), divide(wide(above), wide(below))),
    wide(0),
  );
  const power = subtract(multiply(subtract(to, wide(0.5)), log(to)), to);
  return subtract(add(add(power, HALF_LOG_TWO_PI), divide(series, to)), log(steps));
}

/** The sine of `x` times pi, without its sign. */
function sizeOfSinePi(x: number): Wide {
  const angle = multiply(PI, wide(Math.abs(x - Math.round(x))));
  const square = multiply(angle, angle);
  let term = angle;
  let total = angle;
  for (let n = 2; n < 32; n += 2) {
    term = negate(divide(multiply(term, square), wide(n * (n + 1))));
    total = add(total, term);
  }
  return total;
}

/** Below zero the gamma function is told from the one above. */
function logOfSize(x: number): Wide {
  if (x > 0) return logGamma(x);
  const reflected = log(divide(PI, multiply(wide(-x), sizeOfSinePi(x))));
  return subtract(reflected, logGamma(-x));
}

/** Smaller numbers have the gamma function of `1 / x`. */
const TINY = 1e-150;

/** The logarithm of the gamma function's size; infinite at its poles. */
export function lgamma(x: number): number {
  if (Math.abs(x) === Infinity || (x <= 0 && Number.isInteger(x))) return Infinity;
  if (x === 1 || x === 2) return 0;
  if (Number.isNaN(x) || Math.abs(x) < TINY) return -Math.log(Math.abs(x));
  return narrow(logOfSize(x));
}

/** The sign of the gamma function, as `lgamma_r` gives it: 1 where it has none. */
export function gammaSign(x: number): number {
  if (Object.is(x, -0)) return -1;
  return x < 0 && Number.isFinite(x) && !Number.isInteger(x) && Math.floor(x) % 2 !== 0 ? -1 : 1;
}

/** The gamma function. */
export function gamma(x: number): number {
  if (Math.abs(x) < TINY) return 1 / x;
  if (Number.isNaN(x) || (x < 0 && !(Number.isFinite(x) && !Number.isInteger(x)))) return NaN;
  if (x > 180) return Infinity;
  return gammaSign(x) * narrow(exp(logOfSize(x)));
}
