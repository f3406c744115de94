import { setTimeout as delay } from 'node:timers/promises';
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
  const failed = [];
  const one = async (due) => {
    try {
      await operation();
      if (due >= begin) latencies.push(performance.now() - due);
    } catch (error) {
      failed.push(error);
    }
  };
  const running = [];
  while (running.length < total && failed.length === 0) {
    const due = Math.min(total, Math.floor(((performance.now() - began) / 1000) * perSecond) + 1);
    while (running.length < due) running.push(one(began + (running.length * 1000) / perSecond));
    await delay(1);
  }
  await Promise.all(running);
  if (failed.length > 0) throw failed[0];
  const sorted = Float64Array.from(latencies).sort();
  return { perSecond, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), all: total };
}
