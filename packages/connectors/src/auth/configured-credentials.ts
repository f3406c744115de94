import type { SchemeSettings } from './scheme-settings.js';

/** User name and password of a scheme as an `Authorization` header (RFC 7617). */
export function basicOf({ own, service }: SchemeSettings): string | undefined {
  const user = own('username') ?? service('username');
  const password = own('password') ?? service('password');
  if (user === undefined && password === undefined) return undefined;
  return `Basic ${Buffer.from(`${user ?? ''}:${password ?? ''}`).toString('base64')}`;
}

/** A token that is a setting itself. */
export function staticTokenOf({ own, service }: SchemeSettings): string | undefined {
  return (own('bearer-token') ?? service('access_token'))?.replace(/^bearer\s+/i, '');
}

/**
 * The API key of a scheme.
 *
 * @param authorization - header that the call has already, which is the key when `use-authorization-header-value` is on
 */
export function apiKeyOf(
  { own, service }: SchemeSettings,
  authorization: string | undefined,
): string | undefined {
  if (authorization !== undefined && own('use-authorization-header-value')?.toLowerCase() === 'true') {
    return authorization;
  }
  const key = service('api_key');
  return own('api-key') ?? (key && [service('api_key_prefix'), key].filter(Boolean).join(' '));
}
