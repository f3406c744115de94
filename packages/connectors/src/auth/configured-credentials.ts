import { API_KEY, BEARER_TOKEN, PASSWORD, USE_AUTHORIZATION, USERNAME } from './credential-settings.js';
import type { SchemeSettings } from './scheme-settings.js';
import {
  SERVICE_API_KEY,
  SERVICE_API_KEY_PREFIX,
  SERVICE_PASSWORD,
  SERVICE_TOKEN,
  SERVICE_USERNAME,
} from './service-settings.js';

/** User name and password of a scheme as an `Authorization` header (RFC 7617). */
export function basicOf(settings: SchemeSettings): string | undefined {
  const user = settings.read(USERNAME, SERVICE_USERNAME);
  const password = settings.read(PASSWORD, SERVICE_PASSWORD);
  if (user === undefined && password === undefined) return undefined;
  return `Basic ${Buffer.from(`${user ?? ''}:${password ?? ''}`).toString('base64')}`;
}

/** A token that is a setting itself. */
export function staticTokenOf(settings: SchemeSettings): string | undefined {
  return settings.read(BEARER_TOKEN, SERVICE_TOKEN)?.replace(/^bearer\s+/i, '');
}

/**
 * The API key of a scheme.
 *
 * @param authorization - header that the call has already, which is the key when `use-authorization-header-value` is on
 */
export function apiKeyOf(settings: SchemeSettings, authorization: string | undefined): string | undefined {
  if (authorization !== undefined && settings.isOn(USE_AUTHORIZATION)) return authorization;
  const key = settings.read(SERVICE_API_KEY);
  return (
    settings.read(API_KEY) ?? (key && [settings.read(SERVICE_API_KEY_PREFIX), key].filter(Boolean).join(' '))
  );
}
