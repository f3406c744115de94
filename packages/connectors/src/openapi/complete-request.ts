import type { Credentials } from '../auth/authenticator.js';
import type { HttpRequest } from '../http/messages.js';
import { isHeader, RequestHeaders } from '../http/request-headers.js';
import { notConfigured } from './base-url.js';
import type { RequestParts } from './request.js';

/**
 * Puts a request together: its address below that of the service, and its credentials, which don't replace what the
 * workflow gave as an argument.
 *
 * @param base - without a slash at its end
 * @throws CallFailure `service-not-configured` for credentials that can't be sent
 */
export function completeRequest(parts: RequestParts, base: string, credentials: Credentials): HttpRequest {
  const headers = new RequestHeaders(parts.headers);
  for (const [name, value] of credentials.headers) {
    if (headers.has(name)) continue;
    // The value is a secret.
    if (!isHeader(name, value)) {
      throw notConfigured(`The credentials for the header ${name} hold characters that headers don't allow.`);
    }
    headers.set(name, value);
  }
  const cookies = [...parts.cookies, ...escaped(credentials.cookies)];
  if (cookies.length > 0) headers.set('cookie', cookies.join('; '));
  const query = escaped(credentials.query);
  const separator = parts.target.includes('?') ? '&' : '?';
  const target = query.length > 0 ? parts.target + separator + query.join('&') : parts.target;
  return {
    method: parts.method,
    url: new URL(base + target),
    headers,
    ...(parts.body !== undefined && { body: parts.body }),
  };
}

function escaped(values: ReadonlyMap<string, string>): string[] {
  return [...values].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
}
