import type { ConnectionOptions } from './dispatchers.js';

/** A request as a connector builds it. */
export interface HttpRequest extends ConnectionOptions {
  readonly method: string;
  readonly url: URL;
  readonly headers: HeadersToSend;
  readonly body?: string | Uint8Array;
  /** Milliseconds for the whole exchange, when it has a limit of its own. */
  readonly timeout?: number;
  /** Redirects that are followed at most; none by default. */
  readonly maxRedirects?: number;
  /** True: what the answer holds is not read, and may be of any length. */
  readonly ignoreBody?: boolean;
}

/** What is asked of a request's headers, which `Headers` of the platform are as well. */
export interface HeadersToSend extends Iterable<readonly [name: string, value: string]> {
  has(name: string): boolean;
}

/** The whole answer to a request. */
export interface HttpAnswer {
  readonly status: number;
  readonly statusText: string;
  /** Headers under the names that the service wrote. */
  readonly rawHeaders: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}
