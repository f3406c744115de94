/**
 * A number with twice the digits of a double: the sum of both, where `low` is less than the last digit of `high`. What is
 * calculated with these and then rounded is right to the last digit of a double, however the errors add up.
 */
export interface Wide {
  readonly high: number;
  readonly low: number;
}

/** A double as it is. */
export function wide(high: number, low = 0): Wide {
  return { high, low };
}

/** Pi. */
export const PI = wide(Math.PI, 1.2246467991473532e-16);
/** The natural logarithm of 2. */
export const LN2 = wide(Math.LN2, 2.3190468138462996e-17);
/** The natural logarithm of 10. */
export const LN10 = wide(Math.LN10, -2.1707562233822494e-16);

/** The exact sum of two doubles. */
export function sum(a: number, b: number): Wide {
  const high = a + b;
  const part = high - a;
  return { high, low: a - (high - part) + (b - part) };
}

/** The exact product of two doubles. */
export function product(a: number, b: number): Wide {
  const high = a * b;
  const [aHigh, aLow] = halves(a);
  const [bHigh, bLow] = halves(b);
  return { high, low: aHigh * bHigh - high + aHigh * bLow + aLow * bHigh + aLow * bLow };
}

/** The two halves of a number's digits; their products are exact. */
function halves(x: number): readonly [number, number] {
  const shifted = x * (2 ** 27 + 1);
  const high = shifted - (shifted - x);
  return [high, x - high];
}

/** `a + b`. */
export function add(a: Wide, b: Wide): Wide {
  const { high, low } = sum(a.high, b.high);
  const rest = sum(a.low, b.low);
  const once = sum(high, low + rest.high);
  return sum(once.high, once.low + rest.low);
}

/** `-a`. */
export function negate({ high, low }: Wide): Wide {
  return { high: -high, low: -low };
}

/** `a - b`. */
export function subtract(a: Wide, b: Wide): Wide {
  return add(a, negate(b));
}

/** `a * b`. */
export function multiply(a: Wide, b: Wide): Wide {
  const { high, low } = product(a.high, b.high);
  return sum(high, low + (a.high * b.low + a.low * b.high));
}

/** `a / b`. */
export function divide(a: Wide, b: Wide): Wide {
  const first = a.high / b.high;
  const rest = subtract(a, multiply(b, wide(first)));
  const second = rest.high / b.high;
  const third = subtract(rest, multiply(b, wide(second))).high / b.high;
  return add(sum(first, second), wide(third));
}

/** Times a power of two, which loses nothing. */
export function scale({ high, low }: Wide, power: number): Wide {
  return { high: high * power, low: low * power };
}

/** The nearest double. */
export function narrow({ high, low }: Wide): number {
  return high + low;
}
