import type { Setting } from '@orchestrator/definition';
import type { ConnectorCall } from '../connector.js';
import { ACCESS_TOKEN, API_KEY, API_KEY_PREFIX, PASSWORD, USERNAME } from './function-settings.js';

/**
 * The headers by which a function identifies itself, from `kogito.sw.functions.<name>.*`: an access token, else an API
 * key, else user name and password (workflow-runtime.md 2.2).
 */
export function credentialsOf(call: ConnectorCall): Record<string, string> {
  const read = (setting: Setting): string | undefined =>
    call.configuration(setting.named({ function: call.function }));
  const token = read(ACCESS_TOKEN);
  if (token !== undefined) return { authorization: `Bearer ${token}` };
  const key = read(API_KEY);
  if (key !== undefined) return { 'x-api-key': [read(API_KEY_PREFIX), key].filter(Boolean).join(' ') };
  const user = read(USERNAME);
  if (user === undefined) return {};
  return { authorization: `Basic ${Buffer.from(`${user}:${read(PASSWORD) ?? ''}`).toString('base64')}` };
}
