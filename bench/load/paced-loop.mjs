import { percentile } from './percentile.mjs';

/**
 * A load that comes at a steady rate, whether or not earlier operations have ended, as the load of many people does.
 *
 * @param operation - does one thing to its end; a rejection ends the measurement
 * @returns latencies in milliseconds from the moment at which each operation was due
 */
export async function pacedLoop({ perSecond, seconds, warmUpSeconds = seconds / 4, operation }) {
  const began = performance.now();
  const begin = began + warmUpSeconds * 1000;
  const total = Math.round(perSecond * (warmUpSeconds + seconds));
  const latencies = [];
  const one = async (due) => {
    await operation();
    if (due >= begin) latencies.push(performance.now() - due);
  };
  const running = [];
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - began) / 1000) * perSecond) + 1);
    for (; sent < due; sent += 1) running.push(one(began + (sent * 1000) / perSecond));
    // Whatever has failed ends it here, not when all are through.
    await Promise.race([Promise.all(running), new Promise((resolve) => setTimeout(resolve, 1))]);
  }
  await Promise.all(running);
  const sorted = Float64Array.from(latencies).sort();
  return { perSecond, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), all: total };
}
