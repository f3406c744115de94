import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import { badArguments, CallFailure } from '../call-failure.js';
import type { ConnectorCall } from '../connector.js';
import type { HttpRequest } from '../http/messages.js';
import { RequestHeaders } from '../http/request-headers.js';
import { runHeaders } from '../http/run-headers.js';
import { trustOf } from '../http/tls-settings.js';
import { credentialsOf } from '../rest/credentials.js';
import { cloudEventOf, refuseCloudEvent } from './cloud-event.js';
import { TIMEOUT } from './knative-settings.js';
import { targetOf } from './target.js';

/** Milliseconds that a Knative function may take when no setting says another time. */
const DEFAULT_TIMEOUT = 10_000;

const HEADER = 'HEADER_';
const QUERY = 'QUERY_';

/**
 * Builds the request of a Knative function (workflow-runtime.md 2.4).
 *
 * @throws CallFailure `bad-arguments`, `bad-cloud-event`, or `bad-setting` when the timeout is no number
 */
export function buildRequest(call: ConnectorCall): HttpRequest {
  const { url, method, asCloudEvent } = targetOf(call);
  const headers = new RequestHeaders({
    ...runHeaders(call.run),
    ...credentialsOf(call),
    accept: 'application/json',
    'idempotency-key': call.idempotencyKey,
  });
  const request = { method, url, headers, timeout: timeoutOf(call), ...trustOf(call) };
  if (method === 'GET') {
    if (!isJsonObject(call.arguments)) throw badArguments('A GET needs an object as arguments.');
    addToQuery(url, takeHeaders(call, headers));
    return request;
  }
  const body = withoutQuery(takeHeaders(call, headers), url, call);
  headers.set(
    'content-type',
    asCloudEvent ? 'application/cloudevents+json; charset=UTF-8' : 'application/json',
  );
  return { ...request, body: JSON.stringify(contentOf(body, asCloudEvent, call)) };
}

function contentOf(body: Json, asCloudEvent: boolean, { idempotencyKey }: ConnectorCall): Json {
  if (asCloudEvent) return cloudEventOf(body, idempotencyKey);
  refuseCloudEvent(body);
  return body;
}

/** Moves `HEADER_` arguments into the headers. Without arguments the whole data is sent as it is. */
function takeHeaders(call: ConnectorCall, headers: RequestHeaders): Json {
  const { arguments: given, hasArguments } = call;
  if (!hasArguments || !isJsonObject(given)) return given;
  const entries = Object.entries(given);
  for (const [name, value] of entries.filter(([key]) => key.startsWith(HEADER))) {
    try {
      headers.set(name.slice(HEADER.length), written(value));
    } catch {
      throw badArguments(
        `The argument ${name} can't be sent as a header: headers don't allow its characters.`,
      );
    }
  }
  return Object.fromEntries(entries.filter(([name]) => !name.startsWith(HEADER)));
}

/** Moves `QUERY_` arguments into the address. Only a POST has them: the query of a GET keeps their prefix. */
function withoutQuery(given: Json, url: URL, { hasArguments }: ConnectorCall): Json {
  if (!hasArguments || !isJsonObject(given)) return given;
  const entries = Object.entries(given);
  for (const [name, value] of entries.filter(([key]) => key.startsWith(QUERY))) {
    url.searchParams.append(name.slice(QUERY.length), written(value));
  }
  return Object.fromEntries(entries.filter(([name]) => !name.startsWith(QUERY)));
}

function addToQuery(url: URL, given: Json): void {
  for (const [name, value] of Object.entries(given as JsonObject)) {
    url.searchParams.append(name, written(value));
  }
}

function written(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function timeoutOf(call: ConnectorCall): number {
  const key = TIMEOUT.named({ function: call.function });
  const setting = call.configuration(key);
  if (setting === undefined) return DEFAULT_TIMEOUT;
  const milliseconds = Number(setting);
  // Timers of Node hold 31 bits.
  if (Number.isInteger(milliseconds) && milliseconds > 0 && milliseconds < 2 ** 31) return milliseconds;
  throw new CallFailure({
    code: 'bad-setting',
    message: `${key} must be a number of milliseconds.`,
    classes: ['java.lang.IllegalArgumentException'],
  });
}
