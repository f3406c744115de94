import { expect, it } from 'vitest';
import { isServerKey } from './server-keys.js';

it.each([
  'orchestrator.credentials.key',
  'orchestrator.http.proxy',
  'orchestrator.egress.allow',
  'quarkus.http.auth.basic',
  'quarkus.security.users.embedded.users.ann',
  'quarkus.datasource.password',
  'quarkus.otel.exporter.otlp.headers',
  'OTEL_EXPORTER_OTLP_HEADERS',
])('%s is for the operator of the server: no secret of workflows, and no setting beside them', (key) => {
  expect(isServerKey(key)).toBe(true);
});

it.each(['orchestrator.discovery.greeter', 'quarkus.rest-client.pets_yaml.url', 'pets.token'])(
  '%s is for workflows',
  (key) => {
    expect(isServerKey(key)).toBe(false);
  },
);
