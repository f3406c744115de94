import { setting } from '@orchestrator/definition';
import type { ConnectorCall } from '../connector.js';
import type { ConnectionOptions } from './dispatchers.js';

const TRUST_ALL = setting({
  key: 'quarkus.tls.trust-all',
  task: 'connections',
  does: 'Calls services over TLS whatever certificate they show. Whoever stands between can read and change everything, so use it for trials only. It counts neither for gRPC nor for token endpoints and proxies.',
  value: '`true` or `false`',
  default: '`false`',
  where: 'workflow',
  example: '%dev.quarkus.tls.trust-all=true',
});

/** Whether the settings of a workflow do without certificates that can be trusted (sample-workflows.md 3.2). */
export function trustOf({
  configuration,
}: Pick<ConnectorCall, 'configuration'>): Pick<ConnectionOptions, 'trustAll'> {
  return configuration(TRUST_ALL.key)?.trim().toLowerCase() === 'true' ? { trustAll: true } : {};
}
