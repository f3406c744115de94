import { ProxyTracerProvider, trace } from '@opentelemetry/api';
import type { Logger } from '@orchestrator/runtime';
import { tracedConnectors } from './call-spans.js';
import type { Telemetry } from './open-telemetry.js';
import type { Otlp } from './otlp.js';
import { RunSpans } from './run-spans.js';
import type { TelemetrySettings } from './telemetry-settings.js';
import { tracedRun } from './trace-context.js';
import { Tracing } from './tracing.js';
import type { SpanTarget } from './tracing.js';

/** What of {@link Telemetry} spans have to do with. */
export type Spans = Pick<Telemetry, 'connectors' | 'eventExtensions' | 'traceId' | 'observe'>;

/** Opens the spans of runs and calls; undefined when nobody would get them. */
export function openSpans(
  settings: TelemetrySettings,
  otlp: Otlp | undefined,
  logger: Logger,
): Spans | undefined {
  const target = spanTarget(settings, otlp);
  if (!target) return undefined;
  const tracing = new Tracing({ ...target, ratio: settings.ratio });
  return {
    connectors: (connectors) => tracedConnectors(connectors, tracing),
    eventExtensions: (instance, node) => tracing.eventExtensions(instance, node),
    traceId: (run) => tracing.traceOf(tracedRun(run)).traceId,
    observe({ runtime, store }) {
      const spans = new RunSpans({ tracing, index: store.index, events: settings.events, logger });
      runtime.onCommit((instance, step) => spans.committed(instance, step));
    },
  };
}

function spanTarget(
  { ownSpans }: TelemetrySettings,
  otlp: Otlp | undefined,
): Omit<SpanTarget, 'ratio'> | undefined {
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
