/** The nearest whole number; halves go to the even one. */
export function nearbyint(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** A number as a fraction from 0.5 up to 1 and a power of two. */
export function frexp(x: number): readonly [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(x))) + 1);
  let fraction = ldexp(x, -exponent);
  while (Math.abs(fraction) < 0.5) {
    fraction *= 2;
    exponent--;
  }
  while (Math.abs(fraction) >= 1) {
    fraction /= 2;
    exponent++;
  }
  return [fraction, exponent];
}

/** `x` times a power of two, in two steps so that neither overflows early; the exponent's fraction is cut. */
export function ldexp(x: number, exponent: number): number {
  const whole = Math.trunc(Math.min(Math.max(exponent, -2200), 2200));
  const half = Math.trunc(whole / 2);
  return x * 2 ** half * 2 ** (whole - half);
}

/** Like `ldexp`, but a power that is not whole is no number. */
export function scalb(x: number, exponent: number): number {
  return Number.isInteger(exponent) || Math.abs(exponent) === Infinity ? ldexp(x, exponent) : NaN;
}

/** The power of two of a number. */
export function logb(x: number): number {
  if (x === 0) return -Infinity;
  if (!Number.isFinite(x)) return Math.abs(x);
  return frexp(x)[1] - 1;
}

/** A number divided by its power of two. */
export function significand(x: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  return frexp(x)[0] * 2;
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** The gamma function, by Lanczos' approximation; exact for small whole numbers. */
export function gamma(x: number): number {
  if (Number.isInteger(x)) return x <= 0 ? NaN : x > 171 ? Infinity : factorial(x - 1);
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  return Math.exp(lgamma(x));
}

function factorial(n: number): number {
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return product;
}

/** The logarithm of the gamma function's size. */
export function lgamma(x: number): number {
  if (x <= 0 && Number.isInteger(x)) return Infinity;
  if (x === 1 || x === 2) return 0;
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - lgamma(1 - x);
  const shifted = x - 1;
  const t = shifted + 7.5;
  const sum = LANCZOS.reduce((total, factor, i) => (i === 0 ? factor : total + factor / (shifted + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}
