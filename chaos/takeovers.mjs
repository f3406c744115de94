/**
 * How long calls lay idle whose replica was killed or frozen while it waited for the answer: from that moment until the
 * ledger saw the call again. Time in which no replica served at all does not count.
 *
 * @param {readonly import('./ledger/ledger.mjs').LedgerCall[]} calls
 * @param {readonly {kind: string, at: number, replica?: number}[]} disturbances
 * @param {readonly {from: number, to: number}[]} served when each replica served
 */
export function takeovers(calls, disturbances, served) {
  const losses = disturbances.filter(({ kind }) => kind === 'kill' || kind === 'freeze');
  const spans = merged(served);
  const times = [...Map.groupBy(calls, ({ key }) => key).values()].flatMap((ofKey) =>
    ofKey.slice(1).flatMap(({ at }, index) => {
      const former = ofKey[index];
      const lost = losses.find((loss) => loss.replica === former.replica && loss.at > former.at);
      if (lost === undefined || lost.at > at) return [];
      const span = spans.findLast(({ from }) => from <= at);
      return [at - Math.max(lost.at, span?.from ?? 0)];
    }),
  );
  times.sort((a, b) => a - b);
  return { count: times.length, p50: part(times, 0.5), p99: part(times, 0.99), max: part(times, 1) };
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
