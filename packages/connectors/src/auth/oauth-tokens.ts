import type { JsonObject } from '@orchestrator/definition';
import type { HttpClient } from '../http/http-client.js';
import type { OAuthClient } from './oauth-client.js';
import { EXCHANGE_REFRESH } from './oauth-settings.js';
import type { SchemeSettings } from './scheme-settings.js';
import { TokenCache } from './token-cache.js';
import { failed, requestToken } from './token-endpoint.js';
import type { Token } from './token-endpoint.js';
import { callersToken, tokenHeader } from './token-propagation.js';

/** Seconds before its end in which a client's own token is replaced. */
const AHEAD = 30;

/** The same for exchanged tokens, unless a setting says otherwise (workflow-runtime.md 8.3). */
const EXCHANGE_AHEAD = 300;

/** A token for a call. */
export interface IssuedToken {
  readonly value: string;
  /** Forgets the token; undefined when it was got for this call, so that another one would be no better. */
  readonly forget?: () => void;
}

/** The run that a token is for, and the headers that it was started with. */
export interface TokenSubject {
  readonly instanceId: string;
  readonly headers: JsonObject;
}

/** Gets tokens of OAuth 2 clients and keeps them: those of a client for all runs, exchanged ones for their run alone. */
export class OAuthTokens {
  readonly #http: HttpClient;
  readonly #cache: TokenCache;

  /** @param now - milliseconds since 1970 */
  constructor(http: HttpClient, now?: () => number) {
    this.#http = http;
    this.#cache = new TokenCache(now);
  }

  /** @throws CallFailure `authentication-failed` when there is no token to be had */
  async issue(
    client: OAuthClient,
    settings: SchemeSettings,
    subject: TokenSubject,
    signal: AbortSignal,
  ): Promise<IssuedToken> {
    const exchanges = client.grant === 'exchange';
    const key = JSON.stringify([client, ...(exchanges ? [subject.instanceId] : [])]);
    const request = exchanges
      ? (old: Token | undefined) => this.#exchange(client, settings, subject, old)
      : () => this.#request(client, client.form);
    const ahead = exchanges ? exchangeAhead(settings) : AHEAD;
    const { token, cached } = await this.#cache.get(key, ahead * 1000, request, signal);
    return { value: token.value, ...(cached && { forget: () => this.#cache.drop(key, token) }) };
  }

  /** Exchanges the token of the run's caller (RFC 8693); when that isn't known any more, renews the one it gave before. */
  #exchange(
    client: OAuthClient,
    settings: SchemeSettings,
    { headers }: TokenSubject,
    old: Token | undefined,
  ): Promise<Token> {
    const subject = callersToken(settings, headers);
    if (subject !== undefined) return this.#request(client, { ...client.form, subject_token: subject });
    const refresh = old?.refreshToken;
    if (refresh !== undefined) {
      return this.#request(client, { grant_type: 'refresh_token', refresh_token: refresh });
    }
    return Promise.reject(
      failed(
        `There is no token to exchange for the security scheme ${client.scheme}: the run was started without the header ${tokenHeader(settings)}, or its credentials were not kept over a restart (orchestrator.credentials.key).`,
      ),
    );
  }

  /** Others may wait for the same token, so that its request ends by the limits of the HTTP client only. */
  #request(client: OAuthClient, form: OAuthClient['form']): Promise<Token> {
    return requestToken(this.#http, client, form, new AbortController().signal);
  }
}

function exchangeAhead(settings: SchemeSettings): number {
  const seconds = Number(settings.read(EXCHANGE_REFRESH) ?? EXCHANGE_AHEAD);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : EXCHANGE_AHEAD;
}
