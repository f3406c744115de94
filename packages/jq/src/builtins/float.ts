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

/** `x` times a power of two, in two steps so that neither overflows early; the exponent's fraction is cut, NaN counts as 0. */
export function ldexp(x: number, exponent: number): number {
  const whole = Math.trunc(Math.min(Math.max(exponent, -2200), 2200)) || 0;
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

/** The two halves of a number's digits; their products are exact. */
function halves(x: number): readonly [number, number] {
  const shifted = x * (2 ** 27 + 1);
  const high = shifted - (shifted - x);
  return [high, x - high];
}

/** A square as the nearest double and what that one lacks. */
function square(x: number): readonly [number, number] {
  const product = x * x;
  const [high, low] = halves(x);
  return [product, high * high - product + 2 * high * low + low * low];
}

/** The length of the hypotenuse, exact to the last digit but for rare ties. */
export function hypot(x: number, y: number): number {
  if (Math.abs(x) === Infinity || Math.abs(y) === Infinity) return Infinity;
  const longer = Math.max(Math.abs(x), Math.abs(y));
  const shorter = Math.min(Math.abs(x), Math.abs(y));
  if (longer === 0 || longer + shorter === longer) return longer + shorter;
  // Out of the range in which squares overflow or lose digits.
  const scale = longer > 2 ** 500 ? 2 ** -600 : shorter < 2 ** -400 ? 2 ** 600 : 1;
  const [a, restOfA] = square(longer * scale);
  const [b, restOfB] = square(shorter * scale);
  return Math.sqrt(restOfB + restOfA + b + a) / scale;
}
