import type { JsonObject } from '@orchestrator/definition';
import { OF_THE_MESSAGE } from '../http/message-headers.js';
import { isHeader } from '../http/request-headers.js';

/** Headers of a request that mean that request and its connection, and would say something wrong about another. */
const OF_ITS_OWN = new Set([
  ...OF_THE_MESSAGE,
  'user-agent',
  'accept',
  'upgrade-insecure-requests',
  'range',
  'origin',
  'referer',
  'forwarded',
  'via',
  'idempotency-key',
]);

/** The same for families of headers; `kogito` headers name the caller, which is this run now. */
const PREFIXES = ['accept-', 'content-', 'proxy-', 'if-', 'sec-', 'x-forwarded-', 'ce-', 'kogito'];

/** Names of headers that hold credentials. */
const SECRET_NAME = /auth|token|cookie|secret|password|credential|session|jwt|api-?key/;

/** Values that are credentials whatever their header is called. */
const SECRET_VALUE = /^(bearer|basic|digest|negotiate)\s/i;

/**
 * The headers of the request that started the run, as far as services that the run calls may see them: none that belong
 * to that request only (workflow-runtime.md 2.1), and no credentials. Upstream hands credentials on to every service of a
 * workflow; here only the services get them whose settings ask for it (`token-propagation`).
 *
 * @param withheld - names of headers, in lower case, that are credentials by configuration
 */
export function forwardedHeaders(headers: JsonObject, withheld: ReadonlySet<string>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] => {
    const lower = name.toLowerCase();
    const stays =
      OF_ITS_OWN.has(lower) || PREFIXES.some((prefix) => lower.startsWith(prefix)) || withheld.has(lower);
    const isPlain = typeof value === 'string' && isHeader(name, value);
    if (stays || !isPlain || SECRET_NAME.test(lower) || SECRET_VALUE.test(value)) return [];
    return [[name, value]];
  });
}
