/** Shares of a name that may be wrong before another one counts as a different name. */
const TOLERANCE = 0.4;

/** Longest name that is compared; the effort grows with the product of the lengths. */
const MAX_LENGTH = 100;

/** The known name that somebody who wrote `name` most likely meant; undefined when none is near. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  const written = name.toLowerCase().slice(0, MAX_LENGTH);
  let best: string | undefined;
  let least = Math.max(1, Math.floor(written.length * TOLERANCE)) + 1;
  for (const candidate of known) {
    const distance = editDistance(written, candidate.toLowerCase().slice(0, MAX_LENGTH));
    // Names that have no character in common are not similar, however short they are.
    if (distance < least && distance < candidate.length) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** How many characters have to be put in, left out or replaced to make one text of the other. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[b.length] ?? 0;
}
