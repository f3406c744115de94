import { setting } from '@orchestrator/definition';

/** Time of a call. */
export const TIMEOUT = setting({
  key: 'orchestrator.http.timeout',
  task: 'limits',
  does: 'How long a call over HTTP may take, from the request to the last byte of the answer.',
  value: 'milliseconds, at least 1',
  default: '`60000`',
  where: 'server',
  example: 'orchestrator.http.timeout=30000',
});

/** Size of an answer. */
export const MAX_RESPONSE_BYTES = setting({
  key: 'orchestrator.http.max-response-bytes',
  task: 'limits',
  does: 'How long the answer to a call over HTTP may be. A longer one fails the call.',
  value: 'bytes, at least 1',
  default: '`10000000`',
  where: 'server',
  example: 'orchestrator.http.max-response-bytes=1000000',
});

/** Authorities that are trusted besides the usual ones. */
export const CA_FILES = setting({
  key: 'orchestrator.http.ca-files',
  task: 'connections',
  does: 'Certificates of authorities that are trusted besides the usual ones, for all services over HTTP and gRPC, and for proxies.',
  value: 'PEM files with commas between them',
  where: 'server',
  example: 'orchestrator.http.ca-files=/etc/orchestrator/ca.pem',
});

/** The proxy of all calls. */
export const PROXY = setting({
  key: 'orchestrator.http.proxy',
  task: 'connections',
  does: 'The proxy for all calls over HTTP but those to services with one of their own; not for gRPC. It may hold a user name and password.',
  value: 'http or https address',
  where: 'server',
  example: 'orchestrator.http.proxy=http://proxy.example.com:3128',
});

/** Who may be called. */
export const ALLOW = setting({
  key: 'orchestrator.egress.allow',
  task: 'connections',
  does: 'The hosts that workflows may call, and no others; empty allows none. Link-local addresses and metadata services of clouds are never called.',
  value: 'names, `*.` before a domain, addresses and networks, with commas between them',
  default: 'every host',
  where: 'server',
  example: 'orchestrator.egress.allow=*.example.com,10.0.0.0/8',
});
