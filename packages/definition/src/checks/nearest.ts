/** Longest names that are compared; longer ones are hardly misspelt names. */
const MAX_LENGTH = 100;

/**
 * The name that somebody probably meant: the most similar of the known ones.
 *
 * @returns undefined when none is similar enough to be worth a suggestion
 */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

/** `; did you mean "name"?` for the end of a message, or the given advice where no name is similar. */
export function suggestion(name: string, known: Iterable<string>, advice: string): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? `; ${advice}.` : `; did you mean "${nearest}"?`;
}

/** Insertions, deletions, replacements and swaps of neighbours; any number from `limit` on means "too many". */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit || Math.max(a.length, b.length) > MAX_LENGTH) return limit;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? limit) + 1,
        (next[column - 1] ?? limit) + 1,
        (last[column - 1] ?? limit) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (before[column - 2] ?? limit) + 1);
      next.push(cost);
    }
    before = last;
    last = next;
  }
  return last[b.length] ?? limit;
}
