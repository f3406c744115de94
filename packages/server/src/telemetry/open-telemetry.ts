import { ProxyTracerProvider, trace } from '@opentelemetry/api';
import type { Connector } from '@orchestrator/connectors';
import type { EventExtensions, Logger, Runtime, TraceIdOf } from '@orchestrator/runtime';
import type { Store } from '@orchestrator/store';
import type { Family } from '../http/metrics/exposition.js';
import { tracedConnectors } from './call-spans.js';
import type { Otlp } from './otlp.js';
import { RunSpans } from './run-spans.js';
import { telemetrySettings } from './telemetry-settings.js';
import type { TelemetrySettings } from './telemetry-settings.js';
import { traceOf } from './trace-context.js';
import { tracedRun, Tracing } from './tracing.js';
import type { SpanTarget } from './tracing.js';

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
  const target = spanTarget(settings, otlp);
  const tracing = target && new Tracing({ ...target, ratio: settings.ratio });
  return {
    connectors: (connectors) => (tracing ? tracedConnectors(connectors, tracing) : connectors),
    eventExtensions: tracing && ((instance, node) => tracing.eventExtensions(instance, node)),
    traceId: tracing
      ? (run) => tracing.traceOf(tracedRun(run)).traceId
      : (run) => traceOf(tracedRun(run), 0).caller?.traceId,
    observe({ runtime, store, families }) {
      otlp?.metrics(families);
      if (!tracing) return;
      const spans = new RunSpans({ tracing, index: store.index, events: settings.events, logger });
      runtime.onCommit((instance, step) => spans.committed(instance, step));
    },
    close: () => within(CLOSE_TIMEOUT, otlp?.close()),
  };
}

function spanTarget(
  { spans, ownSpans }: TelemetrySettings,
  otlp: Otlp | undefined,
): Omit<SpanTarget, 'ratio'> | undefined {
  if (!spans) return undefined;
  const host = hostTracer();
  if (otlp && (ownSpans || !host)) return otlp.spans();
  return host;
}

/** The tracing of the process, where somebody has set it up. */
function hostTracer(): Pick<SpanTarget, 'tracer'> | undefined {
  const provider = trace.getTracerProvider();
  const nobodys = new ProxyTracerProvider().getDelegate();
  if (provider instanceof ProxyTracerProvider && provider.getDelegate() === nobodys) return undefined;
  return { tracer: provider.getTracer('orchestrator') };
}

/** Waits for work, but not longer than this. */
async function within(milliseconds: number, work: Promise<void> | undefined): Promise<void> {
  if (!work) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([work, promise]);
  clearTimeout(timer);
}
