import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import { CallFailure } from '../call-failure.js';
import type { ConnectorCall } from '../connector.js';
import { isSuccess, jsonOf, statusFailure } from '../http/answer.js';
import type { HttpClient } from '../http/http-client.js';
import type { HttpAnswer, HttpRequest } from '../http/messages.js';
import { RequestHeaders } from '../http/request-headers.js';
import { runHeaders } from '../http/run-headers.js';
import { trustOf } from '../http/tls-settings.js';
import { credentialsOf } from '../rest/credentials.js';
import type { GraphqlRequest } from './document.js';

/** How much of what a service said about failures is told. */
const MAX_MESSAGE = 500;

/** The answer to a request, over HTTP and in GraphQL. */
export interface GraphqlAnswer {
  readonly data: JsonObject;
  readonly http: HttpAnswer;
}

/** Sends GraphQL requests for one call. */
export class GraphqlClient {
  readonly #http: HttpClient;
  readonly #call: ConnectorCall;
  readonly #url: URL;

  constructor(http: HttpClient, call: ConnectorCall, url: URL) {
    this.#http = http;
    this.#call = call;
    this.#url = url;
  }

  /**
   * @throws CallFailure `graphql-errors` when the service names errors, even beside data, `http-status`, `bad-response`, or
   * what {@link HttpClient.send} throws
   */
  async send(document: GraphqlRequest, signal: AbortSignal): Promise<GraphqlAnswer> {
    const request: HttpRequest = {
      method: 'POST',
      url: this.#url,
      ...trustOf(this.#call),
      headers: new RequestHeaders({
        ...runHeaders(this.#call.run),
        ...credentialsOf(this.#call),
        accept: 'application/graphql-response+json, application/json;q=0.9',
        'content-type': 'application/json',
        'idempotency-key': this.#call.idempotencyKey,
      }),
      body: JSON.stringify(document),
    };
    const http = await this.#http.send(request, signal);
    const body = isSuccess(http) ? jsonOf(request, http) : this.#errorBody(request, http);
    const data = isJsonObject(body) && Object.hasOwn(body, 'data') ? body.data : undefined;
    const errors = errorsOf(body);
    if (errors.length > 0) throw this.#errorsFailure(errors, http);
    if (!isSuccess(http)) throw statusFailure(request, http);
    if (isJsonObject(data)) return { data, http };
    throw new CallFailure({
      code: 'bad-response',
      message: `${this.#url.origin}${this.#url.pathname} answered with something that isn't GraphQL.`,
      status: http.status,
    });
  }

  /** Services of the newer protocol tell errors with a status of their own. */
  #errorBody(request: HttpRequest, answer: HttpAnswer): Json {
    try {
      return jsonOf(request, answer);
    } catch {
      return null;
    }
  }

  #errorsFailure(errors: readonly Json[], http: HttpAnswer): CallFailure {
    const messages = errors.map((error) => (isJsonObject(error) ? String(error.message) : String(error)));
    return new CallFailure({
      code: 'graphql-errors',
      message: `${this.#url.origin}${this.#url.pathname} answered with errors: ${messages.join('; ').slice(0, MAX_MESSAGE)}`,
      ...(!isSuccess(http) && { status: http.status }),
    });
  }
}

function errorsOf(body: Json): readonly Json[] {
  const errors = isJsonObject(body) && Object.hasOwn(body, 'errors') ? body.errors : undefined;
  return Array.isArray(errors) ? (errors as readonly Json[]) : [];
}
