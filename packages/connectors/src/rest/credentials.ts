import type { ConnectorCall } from '../connector.js';

/**
 * The headers by which a function identifies itself, from `kogito.sw.functions.<name>.*`: an access token, else an API
 * key, else user name and password (workflow-runtime.md 2.2).
 */
export function credentialsOf(call: ConnectorCall): Record<string, string> {
  const setting = (key: string): string | undefined =>
    call.configuration(`kogito.sw.functions.${call.function}.${key}`);
  const token = setting('access_token');
  if (token !== undefined) return { authorization: `Bearer ${token}` };
  const key = setting('api_key');
  if (key !== undefined) return { 'x-api-key': [setting('api_key_prefix'), key].filter(Boolean).join(' ') };
  const user = setting('username');
  if (user === undefined) return {};
  return { authorization: `Basic ${Buffer.from(`${user}:${setting('password') ?? ''}`).toString('base64')}` };
}
