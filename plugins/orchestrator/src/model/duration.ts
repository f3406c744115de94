const UNITS: readonly (readonly [milliseconds: number, unit: string])[] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
];

/** A span of time in its two greatest units: `2 min 5 s`, `3 d 4 h`; below a second in milliseconds. */
export function formatDuration(milliseconds: number): string {
  const span = Math.max(0, Math.round(milliseconds));
  if (span < 1000) {
    return `${span} ms`;
  }
  if (span < 10_000) {
    return `${(span / 1000).toFixed(1)} s`;
  }
  const first = UNITS.findIndex(([size]) => span >= size);
  return UNITS.slice(first, first + 2)
    .map(([size, unit], index) => ({ count: index === 0 ? Math.floor(span / size) : rest(span, size), unit }))
    .filter(({ count }, index) => index === 0 || count > 0)
    .map(({ count, unit }) => `${count} ${unit}`)
    .join(' ');
}

/** How often a unit fits into what the next greater unit leaves over. */
function rest(span: number, size: number): number {
  const greater = UNITS[UNITS.findIndex(([candidate]) => candidate === size) - 1];
  return Math.floor((greater ? span % greater[0] : span) / size);
}
