import type { Json } from '@orchestrator/definition';
import { CallFailure } from '../connector.js';
import type { Connector, ConnectorCall } from '../connector.js';
import { buildRequest } from './request.js';
import type { RestRequest } from './request.js';

/** Bounds on one call. */
export interface RestLimits {
  /** Milliseconds from sending the request to the last byte of the answer. */
  readonly timeout: number;
  /** Bytes of an answer; a longer one fails the call. */
  readonly maxResponseBytes: number;
}

/** The limits that apply unless the host sets others. */
export const defaultRestLimits: RestLimits = { timeout: 60_000, maxResponseBytes: 10_000_000 };

/** Calls `rest:METHOD:url` functions (workflow-runtime.md 2.2). Redirects are not followed. */
export class RestConnector implements Connector {
  readonly #limits: RestLimits;

  constructor(limits: RestLimits = defaultRestLimits) {
    this.#limits = limits;
  }

  async call(call: ConnectorCall, signal: AbortSignal): Promise<Json> {
    const request = buildRequest(call);
    const timeout = AbortSignal.timeout(request.timeout ?? this.#limits.timeout);
    try {
      const response = await send(request, AbortSignal.any([signal, timeout]));
      const text = await readLimited(response, this.#limits.maxResponseBytes);
      return resultOf(response, text, call, request);
    } catch (error) {
      if (error instanceof CallFailure) throw error;
      if (timeout.aborted) throw tookTooLong(request, request.timeout ?? this.#limits.timeout);
      throw unreachable(request, error);
    }
  }
}

function send(request: RestRequest, signal: AbortSignal): Promise<Response> {
  const { method, url, headers, body } = request;
  return fetch(url, { method, headers, signal, redirect: 'manual', ...(body !== undefined && { body }) });
}

async function readLimited(response: Response, limit: number): Promise<string> {
  const decoder = new TextDecoder();
  const chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = response.body ?? [];
  let text = '';
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > limit) {
      throw new CallFailure({
        code: 'response-too-large',
        message: `The service answered with more than ${limit} bytes.`,
      });
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function resultOf(response: Response, text: string, call: ConnectorCall, request: RestRequest): Json {
  if (
    !response.ok &&
    call.metadata.failOnStatusCode !== false &&
    call.metadata.failOnStatusCode !== 'false'
  ) {
    throw new CallFailure({
      code: 'http-status',
      message: `${describe(request)} answered ${response.status} ${response.statusText}`.trimEnd() + '.',
      status: response.status,
      ...(text !== '' && { cause: text.slice(0, 500) }),
    });
  }
  // Nothing to merge: an empty object leaves the data as it is.
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new CallFailure({
      code: 'bad-response',
      message: `${describe(request)} answered with something that isn't JSON.`,
      status: response.status,
    });
  }
}

function tookTooLong(request: RestRequest, milliseconds: number): CallFailure {
  return new CallFailure({
    code: 'timeout',
    message: `${describe(request)} didn't answer within ${milliseconds} ms.`,
  });
}

function unreachable(request: RestRequest, error: unknown): CallFailure {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const text = cause instanceof Error ? cause.message : String(cause);
  return new CallFailure(
    {
      code: 'network',
      message: `${describe(request)} can't be reached; check the address and that the service runs.`,
      cause: text,
    },
    { cause: error },
  );
}

/** Method and address without what a query or user part may hold of secrets. */
function describe({ method, url }: RestRequest): string {
  return `${method} ${url.origin}${url.pathname}`;
}
