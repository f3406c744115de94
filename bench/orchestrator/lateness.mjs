import { percentile } from '../load/percentile.mjs';

/** Longest time until all timers have fired, in milliseconds. */
const PATIENCE = 180_000;

/** Timers that are moved at once. */
const CONCURRENCY = 16;

/**
 * Moves timers to times one after the other, as an operator would, and waits until they have fired and their runs are
 * stored as completed.
 *
 * @param timers - each by the id of its run, its node and its name
 * @param ahead - milliseconds until the first is due; all are moved before
 * @param spread - milliseconds between the first and the last of them
 * @returns how late, in milliseconds; below zero would be too early
 */
export async function lateness(runtime, { timers, ahead, spread }) {
  const first = Date.now() + ahead;
  const dueAt = new Map(
    timers.map(({ instanceId }, n) => [instanceId, first + (n * spread) / timers.length]),
  );
  const fired = allFired(runtime, dueAt);
  await Promise.race([moveAll(runtime, timers, dueAt), fired]);
  if (Date.now() >= first) throw new Error(`The timers were not moved within ${ahead} ms.`);
  const late = await fired;
  const sorted = Float64Array.from(late).sort();
  return { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), earliest: sorted[0] };
}

async function moveAll(runtime, timers, dueAt) {
  const queue = timers.values();
  const mover = async () => {
    for (const timer of queue) await runtime.moveTimer(timer, dueAt.get(timer.instanceId));
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, mover));
}

function allFired(runtime, dueAt) {
  const late = [];
  const { promise, resolve, reject } = Promise.withResolvers();
  const timer = setTimeout(
    () => reject(new Error(`Only ${late.length} of ${dueAt.size} timers fired.`)),
    PATIENCE,
  );
  const stop = runtime.onCommit(({ id, state }) => {
    const at = dueAt.get(id);
    if (at === undefined || state !== 'COMPLETED') return;
    late.push(Date.now() - at);
    if (late.length === dueAt.size) resolve(late);
  });
  return promise.finally(() => {
    clearTimeout(timer);
    stop();
  });
}
