import { Authenticator } from '../auth/authenticator.js';
import type { CallResult, Connector, ConnectorCall } from '../connector.js';
import { isSuccess, responseOf, statusFailure } from '../http/answer.js';
import type { HttpClient } from '../http/http-client.js';
import type { HttpAnswer, HttpRequest } from '../http/messages.js';
import { badDescription } from './api-node.js';
import { baseUrl } from './base-url.js';
import { completeRequest } from './complete-request.js';
import { connectionOf } from './connection.js';
import { findOperation } from './operation.js';
import type { Operation } from './operation.js';
import { buildRequest } from './request.js';
import { resultOf } from './result.js';
import { credentialHeaders, securitySchemes } from './security.js';
import { serviceKey } from './service-key.js';
import type { ServiceKey } from './service-key.js';

/** Calls operations that an OpenAPI or Swagger document describes (workflow-runtime.md 2.1). */
export class OpenApiConnector implements Connector {
  readonly #http: HttpClient;
  readonly #authenticator: Authenticator;

  constructor(http: HttpClient) {
    this.#http = http;
    this.#authenticator = new Authenticator(http);
  }

  async call(call: ConnectorCall, signal: AbortSignal): Promise<CallResult> {
    const { description } = call;
    if (!description) throw badDescription(`The function ${call.function} names no document.`);
    const operation = findOperation(description, call.operation);
    const key = serviceKey(call, description, operation.document);
    const { request, answer } = await this.#exchange(call, operation, key, signal);
    if (!isSuccess(answer)) throw statusFailure(request, answer);
    return { result: resultOf(operation, request, answer), response: responseOf(answer) };
  }

  async #exchange(
    call: ConnectorCall,
    operation: Operation,
    key: ServiceKey,
    signal: AbortSignal,
  ): Promise<{ request: HttpRequest; answer: HttpAnswer }> {
    const { configuration } = call;
    const base = baseUrl(call, key, operation);
    const connection = connectionOf(call, key);
    const withheld = credentialHeaders(operation.document, configuration, key.credentials);
    const parts = await buildRequest(call, operation, withheld);
    const schemes = securitySchemes(operation, configuration);
    const asking = { ...call, file: key.credentials, baseUrl: base };
    const send = async () => {
      const credentials = await this.#authenticator.credentials(schemes, asking, signal);
      const request = { ...completeRequest(parts, base, credentials), ...connection };
      return { request, answer: await this.#http.send(request, signal), renew: credentials.renew };
    };
    const sent = await send();
    if (sent.answer.status !== 401 || !sent.renew) return sent;
    // The service doesn't take a token that had been kept, and so did nothing; a new one may do.
    sent.renew();
    return send();
  }
}
