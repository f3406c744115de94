import type { CallResult, Connector, ConnectorCall } from '../connector.js';
import type { HttpClient } from '../http/http-client.js';
import { callForJson } from '../http/json-call.js';
import { buildRequest } from './request.js';

/**
 * Reads entities of OData services (serverless-workflow-spec.md A4). The result is what the service answers: one entity, or an
 * object whose `value` holds a page of them.
 */
export class OdataConnector implements Connector {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  async call(call: ConnectorCall, signal: AbortSignal): Promise<CallResult> {
    return callForJson(this.#http, buildRequest(call), signal);
  }
}
