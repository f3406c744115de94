import { product } from './double-double.js';

/** The nearest whole number; halves go to the even one. */
export function nearbyint(x: number): number {
  const floor = Math.floor(x);
  const whole = x - floor === 0.5 ? floor + Math.abs(floor % 2) : Math.round(x);
  return whole === 0 ? Math.sign(x) * 0 : whole;
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

/** `x` times a power of two, in steps of which none overflows early; the exponent's fraction is cut, NaN counts as 0. */
export function ldexp(x: number, exponent: number): number {
  if (!Number.isFinite(x)) return x;
  let rest = Math.trunc(Math.min(Math.max(exponent, -2200), 2200)) || 0;
  let value = x;
  for (; rest > 1000; rest -= 1000) value *= 2 ** 1000;
  // One step where that is possible, and two that lose nothing before the last: a number is rounded once at most.
  if (rest >= -1022) return value * 2 ** rest;
  const half = Math.trunc(rest / 2);
  return value * 2 ** half * 2 ** (rest - half);
}

/** Like `ldexp`, but a power that is not whole is no number. */
export function scalb(x: number, exponent: number): number {
  if (Math.abs(exponent) === Infinity) return exponent > 0 ? x * Infinity : x / Infinity;
  return Number.isInteger(exponent) ? ldexp(x, exponent) : NaN;
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

/** The length of the hypotenuse, exact to the last digit but for rare ties. */
export function hypot(x: number, y: number): number {
  if (Math.abs(x) === Infinity || Math.abs(y) === Infinity) return Infinity;
  const longer = Math.max(Math.abs(x), Math.abs(y));
  const shorter = Math.min(Math.abs(x), Math.abs(y));
  if (longer === 0 || longer + shorter === longer) return longer + shorter;
  // Out of the range in which squares overflow or lose digits.
  const scale = longer > 2 ** 500 ? 2 ** -600 : shorter < 2 ** -400 ? 2 ** 600 : 1;
  const a = product(longer * scale, longer * scale);
  const b = product(shorter * scale, shorter * scale);
  return Math.sqrt(b.low + a.low + b.high + a.high) / scale;
}
