import type { Setting } from '@orchestrator/definition';
import type { ConnectorCall } from '../connector.js';
import type { ConnectionOptions } from '../http/dispatchers.js';
import type { HttpRequest } from '../http/messages.js';
import { trustOf } from '../http/tls-settings.js';
import { notConfigured } from './base-url.js';
import {
  CONNECT_TIMEOUT,
  FOLLOW_REDIRECTS,
  PROXY_ADDRESS,
  PROXY_PASSWORD,
  PROXY_USER,
  READ_TIMEOUT,
  TRUST_STORE,
} from './connection-settings.js';
import { millisecondsOf } from './duration-setting.js';
import type { ServiceKey } from './service-key.js';

/** Redirects that are followed when a service's settings allow it. */
const MAX_REDIRECTS = 10;

/** Longest limit that a setting can give, in milliseconds: a day. */
const MAX_TIMEOUT = 86_400_000;

/**
 * How a service is connected to: `quarkus.rest-client.<key>.connect-timeout`, `.read-timeout`, `.follow-redirects`,
 * `.proxy-*` and `.trust-store` (workflow-runtime.md 8.2).
 *
 * @throws CallFailure `service-not-configured` for a setting that can't be used
 */
export function connectionOf(
  call: ConnectorCall,
  key: ServiceKey,
): ConnectionOptions & Pick<HttpRequest, 'timeout' | 'maxRedirects'> {
  const name = (setting: Setting): string => setting.named({ key: key.client });
  const read = (setting: Setting): string | undefined => call.configuration(name(setting))?.trim();
  const limit = (setting: Setting): number | undefined => {
    const text = read(setting);
    if (text === undefined || text === '') return undefined;
    const milliseconds = millisecondsOf(text);
    if (milliseconds === undefined)
      throw notConfigured(`${name(setting)} has to be a number of milliseconds.`);
    // None at all was Quarkus' meaning of 0; the limit of the host holds then.
    return milliseconds === 0 ? undefined : Math.min(milliseconds, MAX_TIMEOUT);
  };
  const connectTimeout = limit(CONNECT_TIMEOUT);
  const timeout = limit(READ_TIMEOUT);
  const proxy = proxyOf(read, name(PROXY_ADDRESS));
  const trusted = trustStore(read(TRUST_STORE), name(TRUST_STORE));
  return {
    ...trustOf(call),
    ...(connectTimeout !== undefined && { connectTimeout }),
    ...(timeout !== undefined && { timeout }),
    ...(read(FOLLOW_REDIRECTS)?.toLowerCase() === 'true' && { maxRedirects: MAX_REDIRECTS }),
    ...(proxy !== undefined && { proxy }),
    ...(trusted !== undefined && { caFiles: [trusted] }),
  };
}

function proxyOf(read: (setting: Setting) => string | undefined, name: string): string | undefined {
  const address = read(PROXY_ADDRESS);
  if (address === undefined || address === '' || address === 'none') return undefined;
  const text = `http://${address}`;
  if (!URL.canParse(text)) throw notConfigured(`${name} has to be a host and a port.`);
  const url = new URL(text);
  url.username = encodeURIComponent(read(PROXY_USER) ?? '');
  url.password = encodeURIComponent(read(PROXY_PASSWORD) ?? '');
  return url.href;
}

/** Java's own formats need Java's tools. */
function trustStore(file: string | undefined, name: string): string | undefined {
  if (file === undefined || file === '') return undefined;
  if (!/\.(pem|crt|cer)$/i.test(file)) {
    throw notConfigured(`${name} has to be a PEM file; convert the trust store (keytool -exportcert -rfc).`);
  }
  return file.replace(/^file:(\/\/(?=\/))?/, '');
}
