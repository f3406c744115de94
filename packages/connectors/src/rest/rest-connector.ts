import type { CallResult, Connector, ConnectorCall } from '../connector.js';
import type { HttpClient } from '../http/http-client.js';
import { callForJson } from '../http/json-call.js';
import { buildRequest } from './request.js';

/** Calls `rest:METHOD:url` functions (workflow-runtime.md 2.2). */
export class RestConnector implements Connector {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  async call(call: ConnectorCall, signal: AbortSignal): Promise<CallResult> {
    return callForJson(this.#http, buildRequest(call), signal, !failsOnStatus(call));
  }
}

function failsOnStatus({ metadata }: ConnectorCall): boolean {
  const setting = Object.hasOwn(metadata, 'failOnStatusCode') ? metadata.failOnStatusCode : true;
  return setting !== false && setting !== 'false';
}
