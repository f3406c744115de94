/** The coefficients of Stirling's series: Bernoulli's number B(2k) over 2k(2k - 1). */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156, -3617 / 122_400];

/** From here on the series is exact to the last digit. */
const LARGE = 15;

function series(x: number): number {
  return STIRLING.reduceRight((sum, factor) => sum / (x * x) + factor, 0) / x;
}

/** Below `LARGE` the functional equation leads up to it: the product of the steps on the way, and where they end. */
function raise(x: number): { readonly product: number; readonly to: number } {
  let product = 1;
  let to = x;
  for (; to < LARGE; to++) product *= to;
  return { product, to };
}

/** The logarithm of the gamma function's size. */
export function lgamma(x: number): number {
  if (Math.abs(x) === Infinity || (x <= 0 && Number.isInteger(x))) return Infinity;
  if (x === 1 || x === 2) return 0;
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - lgamma(1 - x);
  if (x < LARGE) return Math.log(gamma(x));
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(x) - x + series(x);
}

/** The sign of the gamma function, as `lgamma_r` gives it: 1 where it has none. */
export function gammaSign(x: number): number {
  if (Object.is(x, -0)) return -1;
  return x < 0 && !Number.isInteger(x) && Math.floor(x) % 2 !== 0 ? -1 : 1;
}

/** The gamma function; exact for small whole numbers. */
export function gamma(x: number): number {
  if (x === 0) return 1 / x;
  if (Number.isInteger(x)) return x < 0 ? NaN : x > 171 ? Infinity : factorial(x - 1);
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  const { product, to } = raise(x);
  // In two steps, because the power alone may be too large.
  const half = to ** (to / 2 - 0.25);
  return Math.sqrt(2 * Math.PI) * half * Math.exp(series(to) - to) * half * (1 / product);
}

function factorial(n: number): number {
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return product;
}
