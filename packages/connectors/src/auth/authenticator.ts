import type { ConnectorCall } from '../connector.js';
import type { HttpClient } from '../http/http-client.js';
import { apiKeyOf, basicOf, staticTokenOf } from './configured-credentials.js';
import { oauthClient } from './oauth-client.js';
import { OAuthTokens } from './oauth-tokens.js';
import { SchemeSettings } from './scheme-settings.js';
import type { SecurityScheme } from './security-scheme.js';
import { callersToken, propagatesToken } from './token-propagation.js';

/** What a call carries so that the service knows who calls. Names are as the document writes them. */
export interface Credentials {
  readonly headers: ReadonlyMap<string, string>;
  readonly query: ReadonlyMap<string, string>;
  readonly cookies: ReadonlyMap<string, string>;
  /** Forgets a kept token that the service didn't take; undefined when a new attempt would carry the same. */
  readonly renew?: () => void;
}

/** The call that needs credentials. */
export interface AuthenticatedCall extends Pick<ConnectorCall, 'configuration' | 'headers' | 'run'> {
  /** The service's part of the names of its settings. */
  readonly file: string;
  /** Address of the service. */
  readonly baseUrl: string;
}

interface Authorization {
  readonly value: string;
  readonly forget?: () => void;
}

/**
 * Finds the credentials of calls (workflow-runtime.md 8.3). All schemes that have some are used, as generated clients do,
 * which don't choose among alternatives; the first that gives an `Authorization` header counts. Schemes without any are
 * left out: the service knows whether it can do without.
 */
export class Authenticator {
  readonly #tokens: OAuthTokens;

  /** @param now - milliseconds since 1970 */
  constructor(http: HttpClient, now?: () => number) {
    this.#tokens = new OAuthTokens(http, now);
  }

  /** @throws CallFailure `authentication-failed` when a token can't be got */
  async credentials(
    schemes: readonly SecurityScheme[],
    call: AuthenticatedCall,
    signal: AbortSignal,
  ): Promise<Credentials> {
    const places = {
      header: new Map<string, string>(),
      query: new Map<string, string>(),
      cookie: new Map<string, string>(),
    };
    let authorization: Authorization | undefined;
    for (const scheme of schemes) {
      if (scheme.kind === 'apiKey') continue;
      authorization ??= await this.#authorization(scheme, this.#settings(call, scheme), call, signal);
    }
    if (authorization) places.header.set('Authorization', authorization.value);
    for (const scheme of schemes) {
      if (scheme.kind !== 'apiKey') continue;
      const key = apiKeyOf(this.#settings(call, scheme), authorization?.value);
      if (key !== undefined) places[scheme.place].set(scheme.parameter, key);
    }
    const { header: headers, query, cookie: cookies } = places;
    return { headers, query, cookies, ...(authorization?.forget && { renew: authorization.forget }) };
  }

  #settings({ configuration, file }: AuthenticatedCall, { name }: SecurityScheme): SchemeSettings {
    return new SchemeSettings(configuration, file, name);
  }

  async #authorization(
    scheme: Exclude<SecurityScheme, { kind: 'apiKey' }>,
    settings: SchemeSettings,
    { headers, run, baseUrl }: AuthenticatedCall,
    signal: AbortSignal,
  ): Promise<Authorization | undefined> {
    if (scheme.kind === 'basic') {
      const value = basicOf(settings);
      return value === undefined ? undefined : { value };
    }
    // Propagation wins over whatever else is configured, even when the caller sent no token.
    if (propagatesToken(settings)) return bearer(callersToken(settings, headers));
    const configured = staticTokenOf(settings);
    if (configured !== undefined || scheme.kind === 'bearer') return bearer(configured);
    const client = oauthClient(scheme, settings, baseUrl);
    if (!client) return undefined;
    const subject = { instanceId: run.instanceId, headers };
    const { value, forget } = await this.#tokens.issue(client, settings, subject, signal);
    return { value: `Bearer ${value}`, ...(forget && { forget }) };
  }
}

function bearer(token: string | undefined): Authorization | undefined {
  return token === undefined ? undefined : { value: `Bearer ${token}` };
}
