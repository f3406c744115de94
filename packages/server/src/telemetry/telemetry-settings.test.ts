import { describe, expect, it } from 'vitest';
import { SettingError } from '../calls/setting-error.js';
import { telemetrySettings } from './telemetry-settings.js';

const read = (settings: Record<string, string>) => (key: string) =>
  Object.hasOwn(settings, key) ? settings[key] : undefined;

describe('the settings about telemetry', () => {
  it('send nothing anywhere without an address', () => {
    expect(telemetrySettings(read({}))).toEqual({ spans: true, events: true, ratio: 1, ownSpans: false });
  });

  it.each([
    ['orchestrator.telemetry.otlp.endpoint', true],
    ['quarkus.otel.exporter.otlp.endpoint', true],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', false],
  ])('take the address of %s', (key, ownSpans) => {
    const settings = telemetrySettings(read({ [key]: 'http://collector:4318/' }));
    expect(settings.ownSpans).toBe(ownSpans);
    expect(settings.otlp).toEqual({
      tracesUrl: 'http://collector:4318/v1/traces',
      metricsUrl: 'http://collector:4318/v1/metrics',
      headers: {},
      metricInterval: 60_000,
      serviceName: 'orchestrator',
    });
  });

  it('take headers, names and numbers', () => {
    const settings = telemetrySettings(
      read({
        OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector',
        OTEL_EXPORTER_OTLP_HEADERS: 'Api-Key=a%20b, x=1=2,none,=no,bad name=1',
        OTEL_SERVICE_NAME: 'less',
        'sonataflow.otel.service-name': 'workflows',
        'sonataflow.otel.service-version': '7',
        'orchestrator.telemetry.traces.ratio': '0.25',
        'orchestrator.telemetry.metrics.interval': '5000',
        'sonataflow.otel.events.enabled': 'false',
      }),
    );
    expect(settings).toMatchObject({ ratio: 0.25, events: false });
    expect(settings.otlp).toMatchObject({
      headers: { 'api-key': 'a b', x: '1=2' },
      serviceName: 'workflows',
      serviceVersion: '7',
      metricInterval: 5_000,
    });
  });

  it('switch spans off, or all of it', () => {
    const address = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector' };
    const without = telemetrySettings(read({ ...address, 'sonataflow.otel.spans.enabled': 'false' }));
    expect(without.spans).toBe(false);
    expect(without).toHaveProperty('otlp');
    const off = telemetrySettings(read({ ...address, 'sonataflow.otel.enabled': 'false' }));
    expect(off.spans).toBe(false);
    expect(off).not.toHaveProperty('otlp');
  });

  it.each([
    ['orchestrator.telemetry.otlp.endpoint', 'collector:4318'],
    ['orchestrator.telemetry.traces.ratio', '10 %'],
    ['orchestrator.telemetry.traces.ratio', '1.5'],
    ['orchestrator.telemetry.metrics.interval', '1'],
  ])('refuse %s=%s with a sentence', (key, value) => {
    const settings = read({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector', [key]: value });
    expect(() => telemetrySettings(settings)).toThrow(SettingError);
    expect(() => telemetrySettings(settings)).toThrow(`${key} must be`);
  });
});
