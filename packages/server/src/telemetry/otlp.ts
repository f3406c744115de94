import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import type { Resource } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { IdGenerator } from '@opentelemetry/sdk-trace';
import type { Logger } from '@orchestrator/runtime';
import type { Family } from '../http/metrics/exposition.js';
import { withWarnings } from './export-warnings.js';
import { metricData } from './metric-data.js';
import type { OtlpSettings } from './telemetry-settings.js';
import type { SpanTarget } from './tracing.js';

/** Spans wait in memory, the newest are given up beyond this many, and are sent in groups; times in milliseconds. */
const BATCHING = { maxQueueSize: 20_000, maxExportBatchSize: 1_000, scheduledDelayMillis: 2_000 };

/** How long one report may take, in milliseconds. */
const TIMEOUT = 10_000;

/** Sends spans and metrics to a receiver of OTLP over HTTP, as JSON. Loaded only where there is one: it brings an SDK along. */
export class Otlp {
  readonly #settings: OtlpSettings;
  readonly #logger: Logger;
  readonly #resource: Resource;
  readonly #providers: { shutdown(): Promise<void> }[] = [];

  constructor(settings: OtlpSettings, logger: Logger) {
    this.#settings = settings;
    this.#logger = logger;
    this.#resource = resourceOf(settings);
  }

  /** Begins to send spans. */
  spans(): Required<Pick<SpanTarget, 'tracer' | 'give'>> {
    const { tracesUrl: url, headers } = this.#settings;
    const ids = new GivenIds();
    const exporter = new OTLPTraceExporter({ url, headers, timeoutMillis: TIMEOUT });
    const processor = new BatchSpanProcessor({
      exporter: withWarnings(exporter, 'Spans', this.#logger),
      ...BATCHING,
    });
    const provider = new TracerProvider({
      resource: this.#resource,
      idGenerator: ids,
      spanProcessors: [processor],
    });
    this.#providers.push(provider);
    return { tracer: provider.getTracer('orchestrator'), give: (given) => ids.give(given) };
  }

  /** Begins to send metrics. */
  metrics(families: () => Promise<readonly Family[]>): void {
    const { metricsUrl: url, headers, metricInterval } = this.#settings;
    const resource = this.#resource;
    const started = Date.now();
    const exporter = new OTLPMetricExporter({ url, headers, timeoutMillis: TIMEOUT });
    const reader = new PeriodicExportingMetricReader({
      exporter: withWarnings(exporter, 'Metrics', this.#logger),
      exportIntervalMillis: metricInterval,
      exportTimeoutMillis: Math.min(metricInterval, TIMEOUT),
      metricProducers: [{ collect: async () => metricData(await families(), resource, started) }],
    });
    this.#providers.push(new MeterProvider({ resource, readers: [reader] }));
  }

  /** Sends what has not been sent yet, and nothing more after it. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#providers.map((provider) => provider.shutdown()));
  }
}

function resourceOf({ serviceName, serviceVersion }: OtlpSettings): Resource {
  return defaultResource()
    .merge(detectResources({ detectors: [resourceAttributesEnvDetector] }))
    .merge(
      resourceFromAttributes({
        'service.name': serviceName,
        ...(serviceVersion !== undefined && { 'service.version': serviceVersion }),
      }),
    );
}

/** Gives spans the ids that were told right before they begin. */
class GivenIds implements IdGenerator {
  #next = { traceId: '', spanId: '' };

  give(ids: { readonly traceId: string; readonly spanId: string }): void {
    this.#next = ids;
  }

  generateTraceId(): string {
    return this.#next.traceId;
  }

  generateSpanId(): string {
    return this.#next.spanId;
  }
}
