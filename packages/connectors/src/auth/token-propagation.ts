import type { JsonObject } from '@orchestrator/definition';
import { HEADER_NAME, TOKEN_PROPAGATION } from './credential-settings.js';
import type { SchemeSettings } from './scheme-settings.js';

/** Whether a service gets the token that the run was started with. */
export function propagatesToken(settings: SchemeSettings): boolean {
  return settings.isOn(TOKEN_PROPAGATION);
}

/**
 * The name of the header that the run's caller sent its token in: `Authorization`, or for instance
 * `X-Authorization-Github` (sample-workflows.md 3.3).
 */
export function tokenHeader(settings: SchemeSettings): string {
  return settings.read(HEADER_NAME) ?? 'Authorization';
}

/** The token that the run's caller sent, without `Bearer`; undefined when there is none, or it is not known any more. */
export function callersToken(settings: SchemeSettings, headers: JsonObject): string | undefined {
  const wanted = tokenHeader(settings).toLowerCase();
  const [, value] = Object.entries(headers).find(([name]) => name.toLowerCase() === wanted) ?? [];
  if (typeof value !== 'string') return undefined;
  const token = value.trim().replace(/^bearer\s+/i, '');
  return token === '' ? undefined : token;
}
