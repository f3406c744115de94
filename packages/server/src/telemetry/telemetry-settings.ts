import type { Setting } from '@orchestrator/definition';
import { SettingError } from '../calls/setting-error.js';
import {
  ENABLED,
  ENDPOINT,
  EVENTS_ENABLED,
  HEADERS,
  METRIC_INTERVAL,
  OTEL_ENDPOINT,
  OTEL_HEADERS,
  OTEL_SERVICE_NAME,
  QUARKUS_ENDPOINT,
  RATIO,
  SERVICE_NAME,
  SERVICE_VERSION,
  SPANS_ENABLED,
} from './declared-settings.js';

/** What the settings of the server say about telemetry. */
export interface TelemetrySettings {
  /** Whether runs have spans. */
  readonly spans: boolean;
  /** Whether spans tell of what happened within them. */
  readonly events: boolean;
  /** Share of the traces that are recorded where whoever starts a run left that open. */
  readonly ratio: number;
  /** Where to send; absent: nowhere. */
  readonly otlp?: OtlpSettings;
  /** Whether the tracing of a host is left alone, because somebody says where spans go instead. */
  readonly ownSpans: boolean;
}

/** Where and how to send. */
export interface OtlpSettings {
  readonly tracesUrl: string;
  readonly metricsUrl: string;
  readonly headers: Record<string, string>;
  /** Milliseconds between two reports of the metrics. */
  readonly metricInterval: number;
  readonly serviceName: string;
  readonly serviceVersion?: string;
}

/** @throws SettingError */
export function telemetrySettings(read: (key: string) => string | undefined): TelemetrySettings {
  const enabled = read(ENABLED.key) !== 'false';
  const own = endpoint(ENDPOINT, read) ?? endpoint(QUARKUS_ENDPOINT, read);
  const address = own ?? endpoint(OTEL_ENDPOINT, read);
  return {
    spans: enabled && read(SPANS_ENABLED.key) !== 'false',
    events: read(EVENTS_ENABLED.key) !== 'false',
    ratio: number(RATIO, read, 0, 1) ?? 1,
    ownSpans: own !== undefined,
    ...(enabled && address !== undefined && { otlp: otlpSettings(address, read) }),
  };
}

function otlpSettings(address: string, read: (key: string) => string | undefined): OtlpSettings {
  const serviceVersion = read(SERVICE_VERSION.key);
  return {
    tracesUrl: `${address}/v1/traces`,
    metricsUrl: `${address}/v1/metrics`,
    headers: headersOf(read(HEADERS.key) ?? read(OTEL_HEADERS.key) ?? ''),
    metricInterval: number(METRIC_INTERVAL, read, 1_000, 2 ** 31 - 1) ?? 60_000,
    serviceName: read(SERVICE_NAME.key) ?? read(OTEL_SERVICE_NAME.key) ?? 'orchestrator',
    ...(serviceVersion !== undefined && { serviceVersion }),
  };
}

function endpoint({ key }: Setting, read: (key: string) => string | undefined): string | undefined {
  const text = read(key);
  if (text === undefined) return undefined;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/+$/, '');
  throw new SettingError(`${key} must be an address such as http://collector:4318.`);
}

function number(
  { key }: Setting,
  read: (key: string) => string | undefined,
  least: number,
  most: number,
): number | undefined {
  const text = read(key);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new SettingError(`${key} must be a number from ${least} to ${most}, but it is "${text}".`);
}

/** Of `name=value,…` (OpenTelemetry: protocol exporter). What is no header is left out: its value may be a key. */
function headersOf(text: string): Record<string, string> {
  const entries = text.split(',').flatMap((entry): [string, string][] => {
    const split = entry.indexOf('=');
    const name = entry.slice(0, Math.max(0, split)).trim().toLowerCase();
    return /^[\w!#$%&'*+.^`|~-]+$/.test(name) ? [[name, decoded(entry.slice(split + 1).trim())]] : [];
  });
  return Object.fromEntries(entries);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
