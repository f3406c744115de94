/** Rounds in which loads take turns, after some that do not count: code that has run often is faster. */
const ROUNDS = 3;
const WARM_UP = 2;

/**
 * Measures loads that are to be compared, once in each of several rounds. The speed of a machine that others use too
 * changes from one minute to the next: so all have their share of its good and bad moments, and rounds can be compared
 * one by one.
 *
 * @param loads - each answers what `measured` does
 * @returns for each load its medians over the rounds, what it used in all of them, and the `rounds` themselves
 */
export async function inTurns(loads) {
  const warm = loads.map(() => 0);
  for (const [at, load] of loads.entries())
    for (let count = 0; count < WARM_UP; count += 1) warm[at] += (await load()).all;
  const rounds = loads.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1)
    for (let turn = 0; turn < loads.length; turn += 1) {
      // Every other round goes backwards, from the last but one, so that none always follows the same, nor itself.
      const at = round % 2 === 0 ? turn : (2 * loads.length - 2 - turn) % loads.length;
      rounds[at].push(await loads[at]());
    }
  return rounds.map((own, at) => together(own, warm[at]));
}

function together(rounds, before) {
  const [{ row, concurrency, residentMb }] = rounds.slice(-1);
  const elapsed = sum(rounds.map((round) => round.elapsed));
  const cores = (name) => sum(rounds.map((round) => round[name] * round.elapsed)) / elapsed;
  return {
    row: `${row}, in turns`,
    concurrency,
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    p50: median(rounds.map(({ p50 }) => p50)),
    p99: median(rounds.map(({ p99 }) => p99)),
    all: before + sum(rounds.map(({ all }) => all)),
    /** Those of the rounds alone, which the processor time belongs to. */
    counted: sum(rounds.map(({ all }) => all)),
    elapsed,
    ...(rounds[0].coresTested !== undefined && { coresTested: cores('coresTested') }),
    ...(rounds[0].coresPostgres !== undefined && { coresPostgres: cores('coresPostgres') }),
    residentMb,
    rounds: rounds.map(({ perSecond, p50 }) => ({ perSecond, p50 })),
  };
}

/** The median over the rounds of what this makes of a round of each row. */
export function medianOfRounds(rows, compare) {
  if (rows.some((row) => row?.rounds === undefined)) return Number.NaN;
  return median(rows[0].rounds.map((_, at) => compare(...rows.map(({ rounds }) => rounds[at]))));
}

const sum = (values) => values.reduce((total, value) => total + value, 0);

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
