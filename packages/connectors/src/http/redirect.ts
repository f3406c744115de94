import { CallFailure } from '../call-failure.js';
import { headerOf } from './header-of.js';
import type { HeadersToSend, HttpAnswer, HttpRequest } from './messages.js';
import { RequestHeaders } from './request-headers.js';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** What a request may take along to another host; any other header may be a credential. */
const FOR_EVERYBODY = ['accept', 'content-type', 'idempotency-key'];

/**
 * The request that a redirect asks for; undefined when the answer is the last one (RFC 9110 15.4).
 *
 * @param followed - redirects that have been followed so far
 * @throws CallFailure `bad-redirect` when there are too many, or one leads nowhere
 */
export function nextRequest(
  request: HttpRequest,
  answer: HttpAnswer,
  followed: number,
): HttpRequest | undefined {
  const { maxRedirects = 0 } = request;
  if (maxRedirects === 0 || !REDIRECTS.has(answer.status)) return undefined;
  const location = headerOf(answer, 'location');
  if (location === undefined) return undefined;
  if (followed >= maxRedirects) throw badRedirect(`There were more than ${maxRedirects} redirects.`);
  const url = URL.canParse(location, request.url.href) ? new URL(location, request.url) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw badRedirect('A redirect names no http or https address.');
  return {
    ...(becomesGet(request, answer) ? asGet(request) : request),
    url,
    headers: headersFor(request, url),
  };
}

function becomesGet({ method }: HttpRequest, { status }: HttpAnswer): boolean {
  if (status === 303) return method !== 'HEAD';
  return status < 303 && method === 'POST';
}

function asGet({ body: _body, ...request }: HttpRequest): HttpRequest {
  return { ...request, method: 'GET' };
}

function headersFor(request: HttpRequest, url: URL): HeadersToSend {
  if (url.origin === request.url.origin) return request.headers;
  return new RequestHeaders([...request.headers].filter(([name]) => FOR_EVERYBODY.includes(name)));
}

function badRedirect(message: string): CallFailure {
  return new CallFailure({ code: 'bad-redirect', message });
}
