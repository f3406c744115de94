import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Family } from './exposition.js';

/** Milliseconds between two looks at the event loop. */
const RESOLUTION = 20;

/**
 * Measures the process itself, under the names that are usual for Node.
 *
 * Event loop delays are those since they were last asked for, so that a long one is seen once and then forgotten.
 */
export class ProcessMetrics {
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION });

  constructor() {
    this.#delay.enable();
  }

  /** Stops looking at the event loop. */
  close(): void {
    this.#delay.disable();
  }

  get families(): Family[] {
    const { rss, heapUsed } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const started = Date.now() / 1000 - process.uptime();
    const families = [
      gauge('process_resident_memory_bytes', 'Memory of the process.', rss),
      gauge('nodejs_heap_size_used_bytes', 'Memory of JavaScript objects.', heapUsed),
      counter('process_cpu_seconds_total', 'Time of the processor.', (user + system) / 1e6),
      gauge('process_start_time_seconds', 'When the process began, in seconds since 1970.', started),
      ...[50, 99].map((percentile) =>
        gauge(
          `nodejs_eventloop_lag_p${percentile}_seconds`,
          `How late the event loop is, in ${percentile} of 100 looks at most; since the last scrape.`,
          seconds(this.#delay.percentile(percentile)),
        ),
      ),
      gauge(
        'nodejs_eventloop_lag_max_seconds',
        'How late the event loop was at most, since the last scrape.',
        seconds(this.#delay.max),
      ),
    ];
    this.#delay.reset();
    return families;
  }
}

/** From nanoseconds between two looks; a histogram without values has no sensible ones. */
function seconds(nanoseconds: number): number {
  const late = nanoseconds / 1e9 - RESOLUTION / 1000;
  return late > 0 && late < 1e6 ? late : 0;
}

function gauge(name: string, help: string, value: number): Family {
  return { name, help, type: 'gauge', samples: [{ labels: {}, value }] };
}

function counter(name: string, help: string, value: number): Family {
  return { name, help, type: 'counter', samples: [{ labels: {}, value }] };
}
