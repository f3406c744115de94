import { randomUUID } from 'node:crypto';
import type { HttpClient } from '@orchestrator/connectors';
import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import type { ClaimedJob } from '@orchestrator/store';
import { encode } from '../http/events/http-publisher.js';
import { toCloudEvent } from '../http/events/cloud-event.js';
import type { JobOptions } from './job-options.js';
import { eventAttributes } from './recipient.js';
import { millisecondsOf, TIME_UNITS } from './time-units.js';

type JobRequest = Parameters<HttpClient['send']>[0];

/** Where answers show what a payload is that does not say so. */
const PAYLOAD_TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  string: 'text/plain; charset=utf-8',
  binary: 'application/octet-stream',
};

/** The request by which a job is called; of the answer only the status counts (data-index-and-jobs.md 4.5). */
export function jobRequest(job: ClaimedJob, defaults: JobOptions['timeout']): JobRequest {
  const isSink = job.recipient['type'] === 'sink';
  const unit = TIME_UNITS.find((name) => name === job.executionTimeoutUnit);
  const timeout =
    job.executionTimeout === undefined
      ? defaults[isSink ? 'sink' : 'http']
      : millisecondsOf(job.executionTimeout, unit);
  return { ...(isSink ? sinkRequest(job) : httpRequest(job)), timeout, ignoreBody: true };
}

function httpRequest({ recipient, left }: ClaimedJob): JobRequest {
  const { url, method = 'POST', headers, queryParams, payload } = recipient;
  const request = {
    method: String(method),
    url: withQuery(new URL(String(url)), { ...textsOf(queryParams), limit: String(left) }),
    headers: new Headers(textsOf(headers)),
  };
  if (!isJsonObject(payload) || payload['data'] === null || /^(?:GET|HEAD)$/.test(request.method))
    return request;
  const type = String(payload['type']);
  if (!request.headers.has('content-type'))
    request.headers.set('content-type', PAYLOAD_TYPES[type] ?? 'application/json');
  return { ...request, body: bodyOf(type, payload['data']) };
}

function bodyOf(type: string, data: Json | undefined): string | Uint8Array {
  if (type === 'json') return JSON.stringify(data);
  return type === 'binary' ? Buffer.from(String(data), 'base64') : String(data);
}

function sinkRequest({ recipient, left }: ClaimedJob): JobRequest {
  const { payload, contentMode, sinkUrl } = recipient;
  const [type, data] = isJsonObject(payload) ? [payload['type'], payload['data']] : [];
  const hasData = data !== null && data !== undefined;
  const attributes: JsonObject = {
    datacontenttype: PAYLOAD_TYPES[type === 'binary' ? 'binary' : 'json'] ?? 'application/json',
    ...eventAttributes(recipient),
    id: randomUUID(),
    time: new Date().toISOString(),
    limit: left,
  };
  const event = toCloudEvent({ ...attributes, ...(hasData && type !== 'binary' && { data }) });
  const request = { method: 'POST', url: new URL(String(sinkUrl)) };
  if (type !== 'binary' || !hasData) {
    const { headers, body } = encode(event, contentMode === 'structured' ? 'structured' : 'binary');
    return { ...request, headers: new Headers(headers), ...(body !== undefined && { body }) };
  }
  if (contentMode === 'structured') {
    const { headers } = encode(event, 'structured');
    return {
      ...request,
      headers: new Headers(headers),
      body: JSON.stringify({ ...attributes, data_base64: data }),
    };
  }
  const { headers } = encode(event, 'binary');
  const body = Buffer.from(String(data), 'base64');
  return {
    ...request,
    headers: new Headers({ ...headers, 'content-type': String(attributes['datacontenttype']) }),
    body,
  };
}

/** Adds to a query without writing anew what is there. */
function withQuery(url: URL, parameters: Readonly<Record<string, string>>): URL {
  const added = Object.entries(parameters).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  url.search = [url.search.replace(/^\?/, ''), ...added].filter((part) => part !== '').join('&');
  return url;
}

function textsOf(value: Json | undefined): Record<string, string> {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]));
}
