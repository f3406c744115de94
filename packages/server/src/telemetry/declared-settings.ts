import { setting } from '@orchestrator/definition';

/** Where spans and metrics go. */
export const ENDPOINT = setting({
  key: 'orchestrator.telemetry.otlp.endpoint',
  task: 'telemetry',
  does: 'Sends spans and metrics to this receiver of OTLP over HTTP, as JSON, at its paths `/v1/traces` and `/v1/metrics`. [observability.md](observability.md) tells what they show.',
  value: 'http or https address',
  default: '`quarkus.otel.exporter.otlp.endpoint`, else `OTEL_EXPORTER_OTLP_ENDPOINT`, else nothing is sent',
  where: 'server',
  example: 'orchestrator.telemetry.otlp.endpoint=http://collector.example.com:4318',
});

/** The same, as Quarkus names it. */
export const QUARKUS_ENDPOINT = setting({
  key: 'quarkus.otel.exporter.otlp.endpoint',
  task: 'telemetry',
  does: 'The same as `orchestrator.telemetry.otlp.endpoint`, which counts more. A port of gRPC does not do: OTLP over HTTP usually has the port 4318.',
  value: 'http or https address',
  where: 'server',
  example: 'quarkus.otel.exporter.otlp.endpoint=http://collector.example.com:4318',
});

/** The same, as OpenTelemetry names it. */
export const OTEL_ENDPOINT = setting({
  key: 'OTEL_EXPORTER_OTLP_ENDPOINT',
  task: 'telemetry',
  does: 'The same again. It counts less than the tracing of the host, where the engine runs inside one that has its own. Usually an environment variable.',
  value: 'http or https address',
  where: 'server',
  example: 'OTEL_EXPORTER_OTLP_ENDPOINT=http://collector.example.com:4318',
});

/** Headers for the receiver. */
export const HEADERS = setting({
  key: 'orchestrator.telemetry.otlp.headers',
  task: 'telemetry',
  does: 'Headers that the receiver wants, for instance a key.',
  value: '`name=value` with commas between them; values percent-encoded',
  default: '`OTEL_EXPORTER_OTLP_HEADERS`',
  where: 'server',
  example: 'orchestrator.telemetry.otlp.headers=api-key=${OTLP_KEY}',
});

/** The same, as OpenTelemetry names it. */
export const OTEL_HEADERS = setting({
  key: 'OTEL_EXPORTER_OTLP_HEADERS',
  task: 'telemetry',
  does: 'The same as `orchestrator.telemetry.otlp.headers`. Usually an environment variable.',
  value: '`name=value` with commas between them; values percent-encoded',
  where: 'server',
  example: 'OTEL_EXPORTER_OTLP_HEADERS=api-key=${OTLP_KEY}',
});

/** How many traces are recorded. */
export const RATIO = setting({
  key: 'orchestrator.telemetry.traces.ratio',
  task: 'telemetry',
  does: 'The share of runs whose spans are recorded, of those that whoever starts them left undecided. All spans of a run are recorded, or none.',
  value: 'number from 0 to 1',
  default: '`1`',
  where: 'server',
  example: 'orchestrator.telemetry.traces.ratio=0.1',
});

/** How often metrics are sent. */
export const METRIC_INTERVAL = setting({
  key: 'orchestrator.telemetry.metrics.interval',
  task: 'telemetry',
  does: 'Time between two reports of the metrics.',
  value: 'milliseconds, at least 1000',
  default: '`60000`',
  where: 'server',
  example: 'orchestrator.telemetry.metrics.interval=15000',
});

/** Whether there is any telemetry by OTLP. */
export const ENABLED = setting({
  key: 'sonataflow.otel.enabled',
  task: 'telemetry',
  does: '`false` sends neither spans nor metrics, and takes no part in traces.',
  value: '`true` or `false`',
  default: '`true`',
  where: 'server',
  example: 'sonataflow.otel.enabled=false',
});

/** Whether there are spans. */
export const SPANS_ENABLED = setting({
  key: 'sonataflow.otel.spans.enabled',
  task: 'telemetry',
  does: '`false` makes no spans.',
  value: '`true` or `false`',
  default: '`true`',
  where: 'server',
  example: 'sonataflow.otel.spans.enabled=false',
});

/** Whether spans have events. */
export const EVENTS_ENABLED = setting({
  key: 'sonataflow.otel.events.enabled',
  task: 'telemetry',
  does: '`false` leaves out of spans when their run or state began and ended, or failed.',
  value: '`true` or `false`',
  default: '`true`',
  where: 'server',
  example: 'sonataflow.otel.events.enabled=false',
});

/** What the server is called. */
export const SERVICE_NAME = setting({
  key: 'sonataflow.otel.service-name',
  task: 'telemetry',
  does: 'The name of the service (`service.name`) in spans and metrics.',
  value: 'text',
  default: '`OTEL_SERVICE_NAME`, else `orchestrator`',
  where: 'server',
  example: 'sonataflow.otel.service-name=workflows',
});

/** The same, as OpenTelemetry names it. */
export const OTEL_SERVICE_NAME = setting({
  key: 'OTEL_SERVICE_NAME',
  task: 'telemetry',
  does: 'The same as `sonataflow.otel.service-name`. Usually an environment variable.',
  value: 'text',
  where: 'server',
  example: 'OTEL_SERVICE_NAME=workflows',
});

/** Its version. */
export const SERVICE_VERSION = setting({
  key: 'sonataflow.otel.service-version',
  task: 'telemetry',
  does: 'The version of the service (`service.version`) in spans and metrics.',
  value: 'text',
  default: 'none',
  where: 'server',
  example: 'sonataflow.otel.service-version=2026.11',
});
