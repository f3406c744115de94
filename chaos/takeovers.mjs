/** How many calls are told one by one. */
const SLOWEST = 5;

/**
 * How long calls lay idle whose replica was killed or frozen while it waited for the answer: from that moment until the
 * ledger saw the call again. Time in which no replica served at all does not count.
 *
 * The slowest ones are told with what else happened meanwhile.
 *
 * @param {readonly import('./ledger/ledger.mjs').LedgerCall[]} calls
 * @param {readonly {kind: string, at: number, replica?: number}[]} disturbances
 * @param {readonly {from: number, to: number}[]} served when each replica served
 */
export function takeovers(calls, disturbances, served) {
  const losses = disturbances.filter(({ kind }) => kind === 'kill' || kind === 'freeze');
  const spans = merged(served);
  const spells = [...Map.groupBy(calls, ({ key }) => key).values()].flatMap((ofKey) =>
    ofKey.slice(1).flatMap(({ at }, index) => {
      const former = ofKey[index];
      const lost = losses.find((loss) => loss.replica === former.replica && loss.at > former.at);
      if (lost === undefined || lost.at > at) return [];
      const span = spans.findLast(({ from }) => from <= at);
      const from = Math.max(lost.at, span?.from ?? 0);
      return [{ key: former.key, from, to: at, milliseconds: at - from }];
    }),
  );
  spells.sort((a, b) => a.milliseconds - b.milliseconds);
  const times = spells.map(({ milliseconds }) => milliseconds);
  return {
    count: times.length,
    p50: part(times, 0.5),
    p99: part(times, 0.99),
    max: part(times, 1),
    slowest: spells.slice(-SLOWEST).map((spell) => ({ ...spell, meanwhile: meanwhile(spell, disturbances) })),
  };
}

/** What was disturbed while a call lay idle, which may be why: whoever took it up may have been lost as well. */
function meanwhile({ from, to }, disturbances) {
  return disturbances
    .filter(({ at }) => at > from && at <= to)
    .map(({ kind, at, replica }) => `${kind} ${replica ?? ''} after ${at - from} ms`);
}

/** Spans of time in which at least one replica served. */
function merged(served) {
  const spans = [];
  for (const { from, to } of [...served].sort((a, b) => a.from - b.from)) {
    const last = spans.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  }
  return spans;
}

/** The time in seconds below which this part of all times lies; 0 when there are none. */
function part(times, share) {
  const milliseconds = times[Math.max(0, Math.ceil(times.length * share) - 1)] ?? 0;
  return Math.round(milliseconds / 10) / 100;
}
