import { setting } from '@orchestrator/definition';

/** Host of a service. */
export const HOST = setting({
  key: 'quarkus.grpc.clients.<service>.host',
  task: 'grpc',
  does: 'The host of a gRPC service.',
  value: 'name or address of a host',
  default: '`localhost`',
  where: 'workflow',
  example: 'quarkus.grpc.clients.Shop.host=shop.example.com',
});

/** Port of a service. */
export const PORT = setting({
  key: 'quarkus.grpc.clients.<service>.port',
  task: 'grpc',
  does: 'The port of a gRPC service.',
  value: 'number of a port',
  default: '`9000`',
  where: 'workflow',
  example: 'quarkus.grpc.clients.Shop.port=443',
});

/** Whether a service is called over TLS. */
export const TLS_ENABLED = setting({
  key: 'quarkus.grpc.clients.<service>.tls.enabled',
  task: 'grpc',
  does: 'Calls the gRPC service over TLS.',
  value: '`true` or `false`',
  default: '`false`',
  where: 'workflow',
  example: 'quarkus.grpc.clients.Shop.tls.enabled=true',
});

/** Whether a service is called without TLS. */
export const PLAIN_TEXT = setting({
  key: 'quarkus.grpc.clients.<service>.plain-text',
  task: 'grpc',
  does: '`false` calls the gRPC service over TLS, as `tls.enabled=true` does.',
  value: '`true` or `false`',
  default: '`true`',
  where: 'workflow',
  example: 'quarkus.grpc.clients.Shop.plain-text=false',
});

/** Authorities that are trusted for a service. */
export const TRUST_STORE = setting({
  key: 'quarkus.grpc.clients.<service>.ssl.trust-store',
  task: 'grpc',
  does: 'Calls the gRPC service over TLS and trusts only the authorities in this file.',
  value: 'a PEM file',
  default: 'the usual authorities and `orchestrator.http.ca-files`',
  where: 'workflow',
  example: 'quarkus.grpc.clients.Shop.ssl.trust-store=/etc/orchestrator/ca.pem',
});

/** Time of a stream. */
export const STREAM_TIMEOUT = setting({
  key: 'kogito.grpc.stream.timeout',
  task: 'limits',
  does: 'How long a call with streams may take.',
  value: 'seconds, from 0.001 to 86400',
  default: '`20`',
  where: 'workflow',
  example: 'kogito.grpc.stream.timeout=60',
});

/** Whether enums are written that have their default value. */
export const INCLUDE_DEFAULT_ENUMS = setting({
  key: 'kogito.grpc.enum.includeDefault',
  task: 'grpc',
  does: 'Writes enums into the result of a gRPC call also when they have their default value.',
  value: '`true` or `false`',
  default: '`false`',
  where: 'workflow',
  example: 'kogito.grpc.enum.includeDefault=true',
});
