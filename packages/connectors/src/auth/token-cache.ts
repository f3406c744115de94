import type { Token } from './token-endpoint.js';

/** Tokens that are kept at most. */
const MAX_TOKENS = 10_000;

interface Kept {
  readonly token: Token;
  /** Milliseconds since 1970. */
  readonly expires: number;
  /** How long it was to live, in milliseconds. */
  readonly lifetime: number;
}

/** A token, and whether it was there already. */
export interface CachedToken {
  readonly token: Token;
  readonly cached: boolean;
}

/**
 * Keeps tokens until they are about to expire. Calls that want the same token at the same time share one request for it. A
 * token without a known end is used once.
 */
export class TokenCache {
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();
  readonly #pending = new Map<string, Promise<Token>>();

  /** @param now - milliseconds since 1970 */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /**
   * Answers the token of a key, from `request` when there is none or it soon ends; the old one as long as it holds when
   * the request fails.
   *
   * @param ahead - milliseconds before its end in which a token is replaced, at most half of its life
   * @throws what `request` throws; the reason of the signal when it is aborted
   */
  async get(
    key: string,
    ahead: number,
    request: (old: Token | undefined) => Promise<Token>,
    signal: AbortSignal,
  ): Promise<CachedToken> {
    const kept = this.#kept.get(key);
    const left = kept ? kept.expires - this.#now() : 0;
    if (kept && left > Math.min(ahead, kept.lifetime / 2)) return { token: kept.token, cached: true };
    const pending = this.#pending.get(key) ?? this.#start(key, request, kept?.token);
    try {
      return { token: await abortable(pending, signal), cached: false };
    } catch (error) {
      if (kept && left > 0 && !signal.aborted) return { token: kept.token, cached: true };
      throw error;
    }
  }

  /** Forgets a token that a service didn't take; a newer one stays. */
  drop(key: string, token: Token): void {
    if (this.#kept.get(key)?.token === token) this.#kept.delete(key);
  }

  #start(
    key: string,
    request: (old: Token | undefined) => Promise<Token>,
    old: Token | undefined,
  ): Promise<Token> {
    const pending = request(old)
      .then((token) => {
        this.#keep(key, token);
        return token;
      })
      .finally(() => this.#pending.delete(key));
    this.#pending.set(key, pending);
    return pending;
  }

  #keep(key: string, token: Token): void {
    this.#kept.delete(key);
    if (token.expiresIn === undefined) return;
    const now = this.#now();
    const lifetime = token.expiresIn * 1000;
    this.#kept.set(key, { token, expires: now + lifetime, lifetime });
    if (this.#kept.size <= MAX_TOKENS) return;
    for (const [each, { expires }] of this.#kept) if (expires <= now) this.#kept.delete(each);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_TOKENS && oldest !== undefined) this.#kept.delete(oldest);
  }
}

/** One call that is given up must not end the request that others wait for. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
