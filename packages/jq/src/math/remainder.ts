/** What is left of `x` when the nearest whole multiple of `y` is taken away, of two equally near ones the even one. */
export function nearestRemainder(x: number, y: number): number {
  const divisor = Math.abs(y);
  const double = 2 * divisor;
  // JavaScript's remainder is exact; after it at most one multiple is left to take away.
  let rest = double === Infinity ? Math.abs(x) : Math.abs(x) % double;
  if (divisor === Infinity) return Number.isFinite(x) ? x : NaN;
  if (rest > divisor - rest) {
    rest -= divisor;
    if (rest >= divisor - rest) rest -= divisor;
  }
  return x < 0 || Object.is(x, -0) ? -rest : rest;
}
