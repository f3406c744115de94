import { isJsonObject } from '@orchestrator/definition';
import type { Json } from '@orchestrator/definition';
import { CallFailure } from '../call-failure.js';
import { isSuccess, textOf } from '../http/answer.js';
import type { HttpClient } from '../http/http-client.js';
import type { HttpAnswer } from '../http/messages.js';
import { RequestHeaders } from '../http/request-headers.js';
import type { OAuthClient } from './oauth-client.js';

/** A token as a token endpoint gave it. */
export interface Token {
  readonly value: string;
  /** Seconds; absent when the endpoint doesn't tell. */
  readonly expiresIn?: number;
  readonly refreshToken?: string;
}

/** The fields of a token request. */
export type TokenForm = Readonly<Record<string, string>>;

/**
 * Asks the token endpoint of a client (RFC 6749).
 *
 * @throws CallFailure `authentication-failed` when it refuses; those of {@link HttpClient.send} when it can't be reached
 */
export async function requestToken(
  http: HttpClient,
  client: OAuthClient,
  form: TokenForm,
  signal: AbortSignal,
): Promise<Token> {
  const url = await endpointOf(http, client, signal);
  const fields = new URLSearchParams(form);
  const headers = new RequestHeaders({
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
  });
  if (client.secret === undefined || client.method === 'post') {
    fields.set('client_id', client.id);
    if (client.secret !== undefined) fields.set('client_secret', client.secret);
  } else {
    const pair = Buffer.from(`${client.id}:${client.secret}`).toString('base64');
    headers.set('authorization', `Basic ${pair}`);
  }
  const answer = await http.send({ method: 'POST', url, headers, body: fields.toString() }, signal);
  const content = contentOf(answer);
  if (!isSuccess(answer)) throw refused(client, answer, content);
  return tokenOf(client, content);
}

/** The address of the endpoint, from the provider's metadata where only that is known (OpenID Connect Discovery 1.0). */
async function endpointOf(http: HttpClient, client: OAuthClient, signal: AbortSignal): Promise<URL> {
  const { tokenUrl, discoveryUrl, scheme } = client;
  if (tokenUrl !== undefined) return parseUrl(tokenUrl, scheme);
  if (discoveryUrl === undefined) throw noEndpoint(scheme);
  const headers = new RequestHeaders({ accept: 'application/json' });
  const answer = await http.send({ method: 'GET', url: parseUrl(discoveryUrl, scheme), headers }, signal);
  const metadata = isSuccess(answer) ? contentOf(answer) : undefined;
  const endpoint = isJsonObject(metadata) ? metadata.token_endpoint : undefined;
  if (typeof endpoint !== 'string') {
    throw failed(
      `The provider of the security scheme ${scheme} doesn't tell where it gives tokens; set quarkus.oidc-client.${scheme}.token-path.`,
    );
  }
  return parseUrl(endpoint, scheme);
}

function parseUrl(text: string, scheme: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw noEndpoint(scheme);
  }
  return url;
}

function contentOf(answer: HttpAnswer): Json | undefined {
  try {
    return JSON.parse(textOf(answer)) as Json;
  } catch {
    return undefined;
  }
}

function tokenOf({ scheme }: OAuthClient, content: Json | undefined): Token {
  const {
    access_token: value,
    expires_in: expiry,
    refresh_token: refreshToken,
  } = isJsonObject(content) ? content : {};
  if (typeof value !== 'string' || value === '') {
    throw failed(`The token endpoint of the security scheme ${scheme} answered without a token.`);
  }
  const expiresIn = Number(expiry ?? NaN);
  return {
    value,
    ...(Number.isFinite(expiresIn) && expiresIn > 0 && { expiresIn }),
    ...(typeof refreshToken === 'string' && { refreshToken }),
  };
}

/** Only the error code of the endpoint's answer is repeated; the rest could hold what was sent. */
function refused({ scheme }: OAuthClient, { status }: HttpAnswer, content: Json | undefined): CallFailure {
  const error = isJsonObject(content) ? content.error : undefined;
  const reason = typeof error === 'string' && /^\w{1,50}$/.test(error) ? ` (${error})` : '';
  return failed(
    `The token endpoint of the security scheme ${scheme} answered ${status}${reason}; check the settings below quarkus.oidc-client.${scheme}.`,
  );
}

function noEndpoint(scheme: string): CallFailure {
  return failed(
    `Where the security scheme ${scheme} gets its tokens isn't known; set quarkus.oidc-client.${scheme}.auth-server-url and .token-path.`,
  );
}

/** A call that ended before it began, for want of a token; clients in Java told it like any failure of a call. */
export function failed(message: string): CallFailure {
  return new CallFailure({
    code: 'authentication-failed',
    message,
    classes: ['jakarta.ws.rs.ProcessingException'],
  });
}
