import type { Connector } from '@orchestrator/connectors';
import type { EventExtensions, Logger, Runtime, TraceIdOf } from '@orchestrator/runtime';
import type { Store } from '@orchestrator/store';
import type { Family } from '../http/metrics/exposition.js';
import { hasHostTelemetry } from './host-registration.js';
import type { Spans } from './open-spans.js';
import { telemetrySettings } from './telemetry-settings.js';
import { tracedRun, traceOf } from './trace-context.js';

/** How a server tells others what it does. */
export interface Telemetry {
  /** The same connectors, traced where there is tracing. */
  connectors(connectors: ReadonlyMap<string, Connector>): ReadonlyMap<string, Connector>;
  /** What events tell of their trace; undefined without tracing. */
  readonly eventExtensions: EventExtensions | undefined;
  /** The trace of a run: where there is none of its own, that of the one who started it. */
  readonly traceId: TraceIdOf;
  /** Begins with what needs a runtime. */
  observe(parts: ObservedParts): void;
  /** Sends what has not been sent yet. */
  close(): Promise<void>;
}

/** What telemetry tells of. */
export interface ObservedParts {
  readonly runtime: Pick<Runtime, 'onCommit'>;
  readonly store: Pick<Store, 'index'>;
  readonly families: () => Promise<readonly Family[]>;
}

/** How long closing waits for receivers, in milliseconds. */
const CLOSE_TIMEOUT = 1_000;

/**
 * Opens telemetry as the settings of the server say. Spans go to the receiver that they name, else to the tracing of the host
 * that the engine runs in, where it has one.
 *
 * @throws SettingError
 */
export async function openTelemetry(
  read: (key: string) => string | undefined,
  logger: Logger,
): Promise<Telemetry> {
  const settings = telemetrySettings(read);
  const otlp = settings.otlp && new (await import('./otlp.js')).Otlp(settings.otlp, logger);
  const isTraced = settings.spans && (otlp !== undefined || hasHostTelemetry());
  const spans: Spans | undefined = isTraced
    ? (await import('./open-spans.js')).openSpans(settings, otlp, logger)
    : undefined;
  return {
    connectors: (connectors) => spans?.connectors(connectors) ?? connectors,
    eventExtensions: spans?.eventExtensions,
    traceId: spans?.traceId ?? ((run) => traceOf(tracedRun(run), 0).caller?.traceId),
    observe(parts) {
      otlp?.metrics(parts.families);
      spans?.observe(parts);
    },
    close: () => within(CLOSE_TIMEOUT, otlp?.close()),
  };
}

/** Waits for work, but not longer than this. */
async function within(milliseconds: number, work: Promise<void> | undefined): Promise<void> {
  if (!work) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([work, promise]);
  clearTimeout(timer);
}
