import type { Setting } from '@orchestrator/definition';
import { badArguments } from '../call-failure.js';
import type { CallFailure } from '../call-failure.js';
import type { ConnectorCall } from '../connector.js';
import { DEFAULT_PORT, HOST, PORT, PROTOCOL } from './function-settings.js';

/**
 * Where a call goes: an absolute URL as it is, a path completed from `kogito.sw.functions.<name>.*`, then from the
 * function's metadata, then from the defaults (workflow-runtime.md 2.2).
 *
 * @throws CallFailure `bad-arguments`
 */
export function addressOf(path: string, call: ConnectorCall): URL {
  const read = (setting: Setting, key: string): string | undefined => {
    const metadata = Object.hasOwn(call.metadata, key) ? call.metadata[key] : undefined;
    const own = call.configuration(setting.named({ function: call.function }));
    if (own !== undefined) return own;
    return typeof metadata === 'string' || typeof metadata === 'number' ? String(metadata) : undefined;
  };
  const port = read(PORT, 'port') ?? call.configuration(DEFAULT_PORT.key);
  const isAbsolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(path);
  const protocol = read(PROTOCOL, 'protocol') ?? (port === '443' ? 'https' : 'http');
  const text = isAbsolute
    ? path
    : `${protocol}://${read(HOST, 'host') ?? 'localhost'}${path.startsWith('/') ? '' : '/'}${path}`;
  if (!URL.canParse(text)) throw invalid(path);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw invalid(path);
  if (url.username !== '' || url.password !== '') throw hasCredentials();
  if (port !== undefined && url.port === '') url.port = port;
  return url;
}

/** An address ends up in messages and logs. */
function hasCredentials(): CallFailure {
  return badArguments(
    'The address holds a user name or password. Put them into application.properties: kogito.sw.functions.<name>.username and .password.',
  );
}

function invalid(path: string): CallFailure {
  return badArguments(
    `"${path.replace(/\/\/[^/]*@/, '//')}" is no http or https address; correct the function's operation or its settings.`,
  );
}
