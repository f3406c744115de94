import { percentile } from '../load/percentile.mjs';

/** Longest time until all timers have fired, in milliseconds. */
const PATIENCE = 180_000;

/**
 * Waits until the timers of these runs have fired and the runs are stored as completed.
 *
 * @param due - ids of runs with the milliseconds since 1970 at which their timers are due
 * @returns how late, in milliseconds; below zero would be too early
 */
export function lateness(runtime, { due }) {
  const times = new Map(due);
  const late = [];
  const { promise, resolve, reject } = Promise.withResolvers();
  const timer = setTimeout(
    () => reject(new Error(`Only ${late.length} of ${due.length} timers fired.`)),
    PATIENCE,
  );
  const stop = runtime.onCommit(({ id, state }) => {
    const at = times.get(id);
    if (at === undefined || state !== 'COMPLETED') return;
    late.push(Date.now() - at);
    if (late.length === times.size) resolve();
  });
  return promise
    .then(() => {
      const sorted = Float64Array.from(late).sort();
      return { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), earliest: sorted[0] };
    })
    .finally(() => {
      clearTimeout(timer);
      stop();
    });
}
