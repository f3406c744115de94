import type { CallResult, Connector, ConnectorCall } from '../connector.js';
import type { HttpClient } from '../http/http-client.js';
import { callForJson } from '../http/json-call.js';
import { buildRequest } from './request.js';

/** Calls Knative services, with plain JSON or with a CloudEvent (workflow-runtime.md 2.4). */
export class KnativeConnector implements Connector {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  async call(call: ConnectorCall, signal: AbortSignal): Promise<CallResult> {
    return callForJson(this.#http, buildRequest(call), signal);
  }
}
