import { add, divide, LN2, multiply, scale, subtract, type Wide, wide } from './double-double.js';

const HALVINGS = 9;
const TERMS = 9;

/** A power of e as a number near 1 and the power of two to multiply it with. */
function reduced(x: Wide): { readonly factor: Wide; readonly exponent: number } {
  const exponent = Math.round(x.high / Math.LN2);
  const small = scale(subtract(x, multiply(LN2, wide(exponent))), 2 ** -HALVINGS);
  // One less than the power, so that the digits after the point are not lost.
  let excess = wide(0);
  for (let n = TERMS; n > 0; n--) excess = divide(multiply(small, add(wide(1), excess)), wide(n));
  for (let i = 0; i < HALVINGS; i++) excess = add(scale(excess, 2), multiply(excess, excess));
  return { factor: add(wide(1), excess), exponent };
}

/** e to the power of `x`. Beyond the range of doubles it is infinite or zero. */
export function exp(x: Wide): Wide {
  if (Number.isNaN(x.high) || x.high > 720) return wide(x.high > 0 ? Infinity : NaN);
  if (x.high < -760) return wide(0);
  const { factor, exponent } = reduced(x);
  // In two steps, because one power alone may be out of range.
  const half = Math.trunc(exponent / 2);
  return scale(scale(factor, 2 ** half), 2 ** (exponent - half));
}

/** The natural logarithm of a positive number. */
export function log(x: Wide): Wide {
  const nearly = Math.log(x.high);
  const { factor, exponent } = reduced(wide(-nearly));
  const half = Math.trunc(exponent / 2);
  const ratio = multiply(scale(scale(x, 2 ** half), 2 ** (exponent - half)), factor);
  const rest = subtract(ratio, wide(1));
  return add(wide(nearly), subtract(rest, scale(multiply(rest, rest), 0.5)));
}
