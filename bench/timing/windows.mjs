// Rates on a machine that has other things to do: all contenders take turns in short windows, spread over the whole
// run, and the best window of each counts.

/**
 * The evaluations per second of each task. The tasks of one group are compared with each other: they run one right after
 * the other, and each round another one begins.
 */
export function measure(groups, { rounds, windowMs }) {
  const timers = groups.map((tasks) => tasks.map((task) => new Timer(task)));
  // Everything warms up before anything counts, as in a process that runs many programs.
  for (const timer of timers.flat()) timer.warmUp(windowMs);
  for (let round = 0; round < rounds; round++) {
    for (const group of timers) {
      for (let i = 0; i < group.length; i++) group[(round + i) % group.length].window(windowMs);
    }
  }
  return timers.map((group) => Object.fromEntries(group.map(({ task, best }) => [task.name, best])));
}

class Timer {
  constructor(task) {
    this.task = task;
    /** Evaluations per second in the best window. */
    this.best = 0;
    /** Evaluations per millisecond in the last window: how many fit into the next. */
    this.pace = 0;
  }

  warmUp(windowMs) {
    for (let times = 1, elapsed = 0; elapsed < windowMs / 2; times *= 2) elapsed = this.#time(times);
  }

  window(windowMs) {
    const times = Math.max(1, Math.round(this.pace * windowMs));
    this.best = Math.max(this.best, (1000 * times) / this.#time(times));
  }

  #time(times) {
    const start = performance.now();
    this.task.run(times);
    const elapsed = performance.now() - start;
    this.pace = times / elapsed;
    return elapsed;
  }
}
