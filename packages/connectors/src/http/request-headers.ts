import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { HeadersToSend } from './messages.js';

/**
 * The headers of a request, under names in lower case. Each call has some, and those of the platform (`Headers`), which
 * also sort and join, take several times as long.
 */
export class RequestHeaders implements HeadersToSend {
  readonly #values = new Map<string, string>();

  /** @throws TypeError as {@link RequestHeaders.set} does */
  constructor(values: Readonly<Record<string, string>> | Iterable<readonly [string, string]> = {}) {
    const pairs = Symbol.iterator in values ? values : Object.entries(values);
    for (const [name, value] of pairs) this.set(name, value);
  }

  has(name: string): boolean {
    return this.#values.has(name.toLowerCase());
  }

  /** Puts this value in the place of any other. @throws TypeError where name or value can't be sent (RFC 9110 5.1, 5.5) */
  set(name: string, value: string): void {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    this.#values.set(name.toLowerCase(), value);
  }

  [Symbol.iterator](): MapIterator<[string, string]> {
    return this.#values.entries();
  }
}

/** Whether a name and a value can be sent as a header. */
export function isHeader(name: string, value: string): boolean {
  try {
    new RequestHeaders([[name, value]]);
    return true;
  } catch {
    return false;
  }
}
