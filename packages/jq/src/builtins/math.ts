import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { describe, fail } from '../value/describe.js';
import { negate } from '../value/arithmetic.js';
import { compare } from '../value/compare.js';
import { isNormal } from './core.js';
import { type Builtins, type NativeBuiltin, passing, unary, withArgs } from './builtin.js';
import { j0, j1, jn, y0, y1, yn } from '../math/bessel.js';
import { LN10, multiply, narrow, wide } from '../math/double-double.js';
import { erf, erfc } from '../math/error-function.js';
import { exp } from '../math/exponential.js';
import { frexp, hypot, ldexp, logb, nearbyint, scalb, significand } from '../math/float.js';
import { gamma, gammaSign, lgamma } from '../math/gamma.js';
import { nextAfter } from '../math/neighbour.js';
import { nearestRemainder } from '../math/remainder.js';

function number(value: Json, run: Run): number {
  if (typeof value !== 'number') throw fail(`${describe(value, run)} number required`);
  return value;
}

/** 10 to the power of `x`. */
function exp10(x: number): number {
  return Number.isInteger(x) ? 10 ** x : narrow(exp(multiply(LN10, wide(x))));
}

const ONE: Readonly<Record<string, (x: number) => Json>> = {
  floor: Math.floor,
  ceil: Math.ceil,
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  trunc: Math.trunc,
  fabs: Math.abs,
  round: (x) => Math.sign(x) * Math.round(Math.abs(x)),
  rint: nearbyint,
  nearbyint,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  exp: Math.exp,
  exp2: (x) => 2 ** x,
  exp10,
  pow10: exp10,
  expm1: Math.expm1,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  logb,
  gamma: lgamma,
  lgamma,
  tgamma: gamma,
  lgamma_r: (x) => [lgamma(x), gammaSign(x)],
  erf,
  erfc,
  j0,
  j1,
  y0,
  y1,
  significand,
  frexp: (x) => [...frexp(x)],
  modf: (x) => [Math.abs(x) === Infinity ? 0 / x : x % 1, Math.trunc(x)],
};

const TWO: Readonly<Record<string, (x: number, y: number, run: Run) => number>> = {
  pow: (x, y) => (x === 1 ? 1 : x ** y),
  atan2: Math.atan2,
  fmod: (x, y) => x % y,
  drem: nearestRemainder,
  remainder: nearestRemainder,
  nextafter: nextAfter,
  nexttoward: nextAfter,
  fmin: (x, y) => (Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.min(x, y)),
  fmax: (x, y) => (Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.max(x, y)),
  fdim: (x, y) => (x > y ? x - y : x <= y ? 0 : NaN),
  hypot,
  copysign: (x, y) => (Object.is(Math.sign(y), -0) || y < 0 ? -Math.abs(x) : Math.abs(x)),
  jn: (n, x, run) => jn(n, x, (rounds) => run.spend(rounds)),
  yn: (n, x, run) => yn(n, x, (rounds) => run.spend(rounds)),
  ldexp,
  scalb,
  scalbln: ldexp,
};

const table: Record<string, NativeBuiltin> = {};
for (const [name, operation] of Object.entries(ONE))
  table[`${name}/0`] = unary((x, run) => operation(number(x, run)));
for (const [name, operation] of Object.entries(TWO)) {
  table[`${name}/2`] = withArgs((_input, [x = null, y = null], run) =>
    operation(number(x, run), number(y, run), run),
  );
}

const KINDS: Readonly<Record<string, (x: number) => boolean>> = {
  isinfinite: (x) => Math.abs(x) === Infinity,
  isnan: Number.isNaN,
  isnormal: isNormal,
  // NaN counts as finite, as in jq.
  isfinite: (x) => Math.abs(x) !== Infinity,
};
for (const [name, holds] of Object.entries(KINDS))
  table[`${name}/0`] = unary((value) => typeof value === 'number' && holds(value));

/** Numbers. */
export const MATH: Builtins = {
  ...table,
  'fma/3': withArgs(
    (_input, [x = null, y = null, z = null], run) => number(x, run) * number(y, run) + number(z, run),
  ),
  // What is below zero in jq's order is negated, so that null and booleans fail and all else stays as it is.
  'abs/0': passing(
    unary((value, run) => (compare(value, 0, run) < 0 && !Number.isNaN(value) ? negate(value, run) : value)),
  ),
  '_negate/0': unary(negate),
};
