import {
  add,
  divide,
  multiply,
  narrow,
  negate,
  scale,
  subtract,
  type Wide,
  wide,
  product,
} from './double-double.js';
import { exp } from './exponential.js';

/** Two over the root of pi. */
const FACTOR = wide(1.1283791670955126, 1.533545961316588e-17);

/** From here on the continued fraction is quicker, and one minus the series would lose digits. */
const LARGE = 5;
const FRACTION_TERMS = 45;

/** The integral from 0 to `x`, by a series whose terms all have the same sign. */
function series(x: number): Wide {
  const square = product(x, x);
  let term = wide(x);
  let total = term;
  for (let n = 1; Math.abs(term.high) > 1e-34 * Math.abs(total.high); n++) {
    term = divide(multiply(term, scale(square, 2)), wide(2 * n + 1));
    total = add(total, term);
  }
  return multiply(FACTOR, multiply(exp(negate(square)), total));
}

/** The integral from a large `x` on, by its continued fraction. */
function fraction(x: number): Wide {
  const square = product(x, x);
  let below = wide(x);
  for (let n = FRACTION_TERMS; n > 0; n--) below = add(wide(x), divide(wide(n / 2), below));
  return divide(multiply(scale(FACTOR, 0.5), exp(negate(square))), below);
}

/** The error function. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  if (size < 1e-150) return x * FACTOR.high;
  return size < LARGE ? narrow(series(x)) : Math.sign(x) * narrow(subtract(wide(1), fraction(size)));
}

/** One minus the error function, without loss of digits where that is near one. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x < -6) return 2;
  if (x > 28) return 0;
  return x < LARGE ? narrow(subtract(wide(1), series(x))) : narrow(fraction(x));
}
