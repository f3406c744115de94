import { percentile } from '../load/percentile.mjs';

/** Longest time until all runs have started or ended, in milliseconds. */
const PATIENCE = 300_000;

/**
 * Starts runs of the workflow `orders` that wait for an event each, then sends these events, and measures until the last
 * run is stored as completed.
 *
 * @param concurrency - events that are on their way at once; each makes room for the next once it is accepted
 * @returns runs per second, and the latencies from sending an event to the end of its run
 */
export async function resume(runtime, { runs, concurrency }) {
  const orders = Array.from({ length: runs }, (_, at) => `order-${at}`);
  const waiting = reached(runtime, 'ACTIVE', runs);
  await send(runtime, 'ordered', orders, concurrency, () => undefined);
  await waiting;

  const sentAt = new Map();
  const latencies = [];
  const completed = reached(runtime, 'COMPLETED', runs, ({ correlation }) =>
    latencies.push(performance.now() - sentAt.get(correlation.order)),
  );
  const start = performance.now();
  await send(runtime, 'paid', orders, concurrency, (order) => sentAt.set(order, performance.now()));
  await completed;
  const seconds = (performance.now() - start) / 1000;
  const sorted = Float64Array.from(latencies).sort();
  return {
    concurrency,
    seconds,
    perSecond: runs / seconds,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    all: runs,
  };
}

/** Resolves once this many runs have been committed in this state. */
function reached(runtime, state, runs, note = () => undefined) {
  const { promise, resolve, reject } = Promise.withResolvers();
  let count = 0;
  const timer = setTimeout(
    () => reject(new Error(`Only ${count} of ${runs} runs became ${state}.`)),
    PATIENCE,
  );
  const stop = runtime.onCommit((instance) => {
    if (instance.state !== state) return;
    note(instance);
    count += 1;
    if (count === runs) resolve();
  });
  return promise.finally(() => {
    clearTimeout(timer);
    stop();
  });
}

async function send(runtime, type, orders, concurrency, note) {
  const queue = orders.values();
  const sender = async () => {
    for (const order of queue) {
      note(order);
      const event = { specversion: '1.0', id: `${type}-${order}`, source: 'bench', type, order };
      await runtime.deliver({ ...event, data: { order } });
    }
  };
  await Promise.all(Array.from({ length: concurrency }, sender));
}
