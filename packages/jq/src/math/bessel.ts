import { narrow } from './double-double.js';
import { firstKindSeries, secondKindSeries } from './bessel-series.js';
import { lgamma } from './gamma.js';

/** From here on the expansion for large arguments has all digits of a double. */
const LARGE = 25;
/** Smaller arguments have the functions' first terms. */
const TINY = 1e-100;

/** Both kinds far out are waves: how high they are, and what stands before the cosine and the sine of their phase. */
function expansion(order: number, x: number): readonly [even: number, odd: number] {
  let even = 1;
  let odd = 0;
  let term = 1;
  for (let k = 1; Math.abs(term) > 1e-18; k++) {
    term *= (4 * order * order - (2 * k - 1) ** 2) / (8 * k * x);
    const sign = k % 4 < 2 ? 1 : -1;
    if (k % 2 === 1) odd += sign * term;
    else even += sign * term;
  }
  return [even, odd];
}

/** The cosine and the sine of `x - pi/4`, times the root of two. The smaller is told from the larger, which is precise. */
function phase(x: number): readonly [cosine: number, sine: number] {
  const cosine = Math.cos(x) + Math.sin(x);
  const sine = Math.sin(x) - Math.cos(x);
  const double = -Math.cos(2 * x);
  if (2 * x === Infinity) return [cosine, sine];
  return Math.abs(cosine) > Math.abs(sine) ? [cosine, double / cosine] : [double / sine, sine];
}

function wave(order: 0 | 1, x: number): { readonly first: number; readonly second: number } {
  const [even, odd] = expansion(order, x);
  const [cosine, sine] = phase(x);
  // A quarter of a turn further for the order 1.
  const [c, s] = order === 0 ? [cosine, sine] : [sine, -cosine];
  const height = 1 / Math.sqrt(Math.PI) / Math.sqrt(x);
  return { first: height * (even * c - odd * s), second: height * (even * s + odd * c) };
}

function first(order: 0 | 1, x: number): number {
  const size = Math.abs(x);
  if (size === Infinity) return 0;
  if (size < TINY) return order === 0 ? 1 : x / 2;
  const value = size < LARGE ? narrow(firstKindSeries(order, size)) : wave(order, size).first;
  return order === 1 && x < 0 ? -value : value;
}

function second(order: 0 | 1, x: number): number {
  if (x === 0) return -Infinity;
  if (x < 0) return NaN;
  if (x === Infinity) return 0;
  if (x < TINY)
    return order === 0 ? (2 / Math.PI) * (Math.log(x) - Math.LN2 + 0.5772156649015329) : -2 / Math.PI / x;
  return x < LARGE ? narrow(secondKindSeries(order, x)) : wave(order, x).second;
}

/** The Bessel function of the first kind, of order 0. */
export const j0 = (x: number): number => (Number.isNaN(x) ? NaN : first(0, x));
/** The Bessel function of the first kind, of order 1. */
export const j1 = (x: number): number => (Number.isNaN(x) ? NaN : first(1, x));

/** The Bessel function of the second kind, of order 0: no number below zero. */
export const y0 = (x: number): number => (Number.isNaN(x) ? NaN : second(0, x));
/** The Bessel function of the second kind, of order 1: no number below zero. */
export const y1 = (x: number): number => (Number.isNaN(x) ? NaN : second(1, x));

/** An order is a whole number of 32 bits. */
function wholeOrder(order: number): number {
  return Math.trunc(Math.min(Math.max(order, -(2 ** 31)), 2 ** 31 - 1)) || 0;
}

/** Called with the number of rounds before a loop that can be long. */
type Spend = (rounds: number) => void;

/** The Bessel function of the first kind, of any whole order. */
export function jn(order: number, x: number, spend: Spend): number {
  const whole = wholeOrder(order);
  const n = Math.abs(whole);
  if (Number.isNaN(x)) return NaN;
  const size = Math.abs(x);
  const sign = n % 2 === 1 && x < 0 !== whole < 0 ? -1 : 1;
  if (size === Infinity) return 0;
  if (n < 2) return sign * (n === 0 ? first(0, size) : first(1, size));
  return (
    sign *
    (size < LARGE
      ? smallFirst(n, size, spend)
      : size >= n
        ? upwards(n, size, spend)
        : downwards(n, size, spend))
  );
}

/** Below this the first term of the series, and so the function, is zero. */
const VANISHED = -800;

function isZero(n: number, x: number): boolean {
  return x === 0 || n * Math.log(x / 2) - lgamma(n + 1) < VANISHED;
}

function smallFirst(n: number, x: number, spend: Spend): number {
  if (isZero(n, x)) return 0;
  spend(n);
  return narrow(firstKindSeries(n, x));
}

/** From the orders 0 and 1 up, which is precise as long as the order is below `x`. */
function upwards(n: number, x: number, spend: Spend): number {
  spend(n);
  let [before, now] = [first(0, x), first(1, x)];
  for (let k = 1; k < n; k++) [before, now] = [now, ((2 * k) / x) * now - before];
  return now;
}

/** From an order where the function has vanished down to 0, with any start; the known value there tells the scale. */
function downwards(n: number, x: number, spend: Spend): number {
  if (isZero(n, x)) return 0;
  const start = n + 40 + Math.ceil(8 * Math.cbrt(n) ** 2);
  spend(start);
  let [above, now, wanted] = [0, 1e-280, 0];
  for (let k = start; k > 0; k--) {
    [above, now] = [now, ((2 * k) / x) * now - above];
    if (k - 1 === n) wanted = now;
    if (Math.abs(now) > 1e200) [above, now, wanted] = [above * 1e-250, now * 1e-250, wanted * 1e-250];
  }
  // Now they have the orders 1 and 0; the larger is the one to trust.
  const [known, found] = Math.abs(now) > Math.abs(above) ? [first(0, x), now] : [first(1, x), above];
  return (wanted / found) * known;
}

/** The Bessel function of the second kind, of any whole order. */
export function yn(order: number, x: number, spend: Spend): number {
  const whole = wholeOrder(order);
  const n = Math.abs(whole);
  if (Number.isNaN(x) || x < 0) return NaN;
  const sign = n % 2 === 1 && whole < 0 ? -1 : 1;
  if (x === Infinity) return 0;
  if (n < 2 || x === 0) return sign * (n === 0 ? second(0, x) : second(1, x));
  let [before, now] = [second(0, x), second(1, x)];
  for (let k = 1; k < n && now !== -Infinity; k++) {
    if (k % 1024 === 1) spend(1024);
    [before, now] = [now, ((2 * k) / x) * now - before];
  }
  return sign * now;
}
