import { percentile } from './percentile.mjs';

/**
 * A load of callers who each begin again as soon as they are answered.
 *
 * @param operation - does one thing to its end; a rejection ends the measurement, because what fails is not fast
 * @returns operations per second that ended within the time after the warm-up, and their latencies in milliseconds
 */
export async function closedLoop({ concurrency, seconds, warmUpSeconds = seconds / 4, operation }) {
  const begin = performance.now() + warmUpSeconds * 1000;
  const end = begin + seconds * 1000;
  const latencies = [];
  let all = 0;
  const caller = async () => {
    for (let start = performance.now(); start < end;) {
      await operation();
      all += 1;
      const now = performance.now();
      if (now >= begin && now < end) latencies.push(now - start);
      start = now;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, caller));
  const sorted = Float64Array.from(latencies).sort();
  return {
    concurrency,
    perSecond: sorted.length / seconds,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    /** With those of the warm-up and of the last moment. */
    all,
  };
}
