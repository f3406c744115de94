import { CallFailure } from '../call-failure.js';
import { readAnswer } from './answer-reader.js';
import { Deadline } from './deadline.js';
import type { ConnectionOptions, Dispatchers } from './dispatchers.js';
import { Egress } from './egress.js';
import type { EgressRules } from './egress.js';
import { tookTooLong, unreachable } from './exchange-failure.js';
import type { HttpAnswer, HttpRequest } from './messages.js';
import { nextRequest } from './redirect.js';

/** Limits and ways of all calls over HTTP. */
export interface HttpClientOptions {
  /** Milliseconds from sending a request to the last byte of its answer. Default: a minute. */
  readonly timeout?: number;
  /** Milliseconds to connect. Default: ten seconds. */
  readonly connectTimeout?: number;
  /** Bytes of an answer; a longer one fails the call. Default: ten million. */
  readonly maxResponseBytes?: number;
  /** PEM files with certificates of authorities that are trusted besides the usual ones. */
  readonly caFiles?: readonly string[];
  /** Address of the proxy for all calls that name no other. */
  readonly proxy?: string;
  readonly egress?: EgressRules;
  /** Headers of whatever is sent just now, which a request has unless it sets them itself: its place in a trace. */
  readonly contextHeaders?: () => Readonly<Record<string, string>>;
}

const DEFAULTS = { timeout: 60_000, connectTimeout: 10_000, maxResponseBytes: 10_000_000 };

/**
 * Sends the requests of all connectors that speak HTTP: pooled connections, limits on time and size, and rules about who
 * may be called, which hold for every redirect too.
 */
export class HttpClient {
  readonly #options: HttpClientOptions & typeof DEFAULTS;
  readonly #egress: Egress;
  #dispatchers: Promise<Dispatchers> | undefined;

  /** @throws EgressRuleError when the egress rules are not readable */
  constructor(options: HttpClientOptions = {}) {
    this.#options = { ...DEFAULTS, ...options };
    this.#egress = new Egress(options.egress);
  }

  /**
   * Sends a request and reads the answer, whatever its status.
   *
   * @throws CallFailure `network`, `timeout`, `response-too-large`, `egress-denied`, `bad-redirect`, or `bad-setting` when a
   *   file of certificates can't be read
   */
  async send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const milliseconds = request.timeout ?? this.#options.timeout;
    // What it takes to load the library of the first request is none of the service's time.
    this.#dispatchers ??= open(this.#egress);
    const dispatchers = await this.#dispatchers;
    const deadline = new Deadline(signal, milliseconds);
    try {
      return await this.#exchange(request, dispatchers, deadline);
    } catch (error) {
      if (error instanceof CallFailure) throw error;
      if (deadline.passed) throw tookTooLong(request, milliseconds);
      throw unreachable(request, error);
    } finally {
      deadline.end();
    }
  }

  async close(): Promise<void> {
    await (await this.#dispatchers)?.close();
  }

  async #exchange(first: HttpRequest, dispatchers: Dispatchers, deadline: Deadline): Promise<HttpAnswer> {
    let request = first;
    for (let followed = 0; ; followed += 1) {
      const answer = await this.#once(request, dispatchers, deadline);
      const next = nextRequest(request, answer, followed);
      if (!next) return answer;
      request = next;
    }
  }

  async #once(request: HttpRequest, dispatchers: Dispatchers, deadline: Deadline): Promise<HttpAnswer> {
    const { method, url, body } = request;
    this.#egress.check(url, (request.proxy ?? this.#options.proxy) !== undefined);
    // The operator's proxy is trusted; one that the settings of a workflow name is called like any other host.
    if (request.proxy !== undefined) this.#egress.check(new URL(request.proxy));
    return readAnswer(
      dispatchers.for(this.#connection(request)),
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: method,
        headers: this.#headers(request),
        // The time of the whole exchange is what counts.
        headersTimeout: 0,
        bodyTimeout: 0,
        ...(body !== undefined && { body }),
      },
      { limit: this.#options.maxResponseBytes, ignoreBody: request.ignoreBody === true, deadline },
    );
  }

  #headers({ headers }: HttpRequest): string[] {
    const flat: string[] = [];
    for (const [name, value] of headers) flat.push(name, value);
    const context = this.#options.contextHeaders?.() ?? {};
    for (const [name, value] of Object.entries(context)) if (!headers.has(name)) flat.push(name, value);
    return flat;
  }

  #connection(request: HttpRequest): ConnectionOptions {
    const { connectTimeout } = this.#options;
    const proxy = request.proxy ?? this.#options.proxy;
    const caFiles = [...(this.#options.caFiles ?? []), ...(request.caFiles ?? [])];
    return {
      connectTimeout: request.connectTimeout ?? connectTimeout,
      ...(proxy !== undefined && { proxy, guarded: request.proxy !== undefined }),
      ...(caFiles.length > 0 && { caFiles }),
      ...(request.trustAll && { trustAll: true }),
    };
  }
}

async function open(egress: Egress): Promise<Dispatchers> {
  const { Dispatchers } = await import('./dispatchers.js');
  return new Dispatchers(egress);
}
