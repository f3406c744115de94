import type { CallResult, Connector, ConnectorCall } from '../connector.js';
import { isSuccess, jsonOf, responseOf, statusFailure } from '../http/answer.js';
import type { HttpClient } from '../http/http-client.js';
import { buildRequest } from './request.js';

/** Calls `rest:METHOD:url` functions (workflow-runtime.md 2.2). */
export class RestConnector implements Connector {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  async call(call: ConnectorCall, signal: AbortSignal): Promise<CallResult> {
    const request = buildRequest(call);
    const answer = await this.#http.send(request, signal);
    if (!isSuccess(answer) && failsOnStatus(call)) throw statusFailure(request, answer);
    return { result: jsonOf(request, answer), response: responseOf(answer) };
  }
}

function failsOnStatus({ metadata }: ConnectorCall): boolean {
  const setting = Object.hasOwn(metadata, 'failOnStatusCode') ? metadata.failOnStatusCode : true;
  return setting !== false && setting !== 'false';
}
