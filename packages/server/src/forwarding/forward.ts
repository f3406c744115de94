import { CallFailure } from '@orchestrator/connectors';
import type { HttpClient } from '@orchestrator/connectors';
import { SettingError } from '../calls/setting-error.js';
import type { Command, Forward } from '../graphql/mutations/command.js';
import { GATEWAY } from './gateway-setting.js';

/** How long another runtime may take to carry out a command, in milliseconds. */
const TIMEOUT = 15_000;

/** Commands are not given up once they are sent: nobody would know what became of them. */
const NEVER = new AbortController().signal;

/** Statuses of failures to get an answer; all others are told as a bad gateway. */
const STATUSES: ReadonlyMap<string, number> = new Map([
  ['timeout', 504],
  ['egress-denied', 403],
]);
const BAD_GATEWAY = 502;

/**
 * Passes commands on to the runtimes that have the run, job or user task that they are about (data-index-and-jobs.md 1.8),
 * with the credentials of the caller (to read, only through the gateway), by the rules about who may be called. Where there is no answer, it answers with a
 * status that says so and the reason as text.
 *
 * @param gateway - the value of the setting `kogito.dataindex.gateway.url`
 * @throws SettingError
 */
export function createForward(http: Pick<HttpClient, 'send'>, gateway?: string): Forward {
  const through = gateway === undefined ? undefined : originOf(gateway);
  if (through === null)
    throw new SettingError(`${GATEWAY.key} must be an address such as http://gateway:8080.`);
  return async (address, command, authorization) => {
    const origin = through ?? originOf(address);
    if (origin === null)
      return new Response(`The address ${address} of the runtime is none that can be called.`, {
        status: BAD_GATEWAY,
      });
    try {
      // Whoever only reads has not chosen whom to trust: any event may have named the address.
      const isTrusted = through !== undefined || command.method !== 'GET';
      const credentials = isTrusted ? authorization : undefined;
      const request = requestOf(new URL(`${origin}${command.path}`), command, credentials);
      const { status, statusText, body } = await http.send(request, NEVER);
      return new Response(isBodyless(status) ? null : body, { status, statusText });
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error;
      return new Response(error.message, { status: STATUSES.get(error.error.code) ?? BAD_GATEWAY });
    }
  };
}

function requestOf(url: URL, { method, body }: Command, authorization: string | undefined) {
  const headers = new Headers({ accept: '*/*' });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (authorization !== undefined) headers.set('authorization', authorization);
  return { method, url, headers, timeout: TIMEOUT, ...(body !== undefined && { body }) };
}

/** Null when it is no address of a server that speaks HTTP. */
function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, origin } = new URL(address);
  return protocol === 'http:' || protocol === 'https:' ? origin : null;
}

/** Statuses whose answers have no body, which a Response insists on. */
function isBodyless(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}
