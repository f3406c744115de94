import type { CallResult, Connector, ConnectorCall } from '../connector.js';
import { responseOf } from '../http/answer.js';
import type { HttpClient } from '../http/http-client.js';
import { documentOf } from './document.js';
import { GraphqlClient } from './graphql-client.js';
import { operationOf } from './operation.js';
import { Schemas } from './schemas.js';

/**
 * Calls fields of GraphQL services: `<url>#query|mutation#<field>`; the result is `{ <field>: … }`
 * (serverless-workflow-spec.md A4). Without `selectionSet`, all scalar fields are read that the schema names.
 */
export class GraphqlConnector implements Connector {
  readonly #http: HttpClient;
  readonly #schemas = new Schemas();

  constructor(http: HttpClient) {
    this.#http = http;
  }

  async call(call: ConnectorCall, signal: AbortSignal): Promise<CallResult> {
    const operation = operationOf(call);
    const client = new GraphqlClient(this.#http, call, operation.url);
    const needsSchema = operation.selectionSet === undefined || Object.keys(operation.arguments).length > 0;
    const type = needsSchema ? await this.#schemas.field(client, operation, signal) : undefined;
    const selectionSet =
      operation.selectionSet ?? (await this.#schemas.selectionSet(client, operation, type, signal));
    const { data, http } = await client.send(
      documentOf(operation, type?.arguments ?? new Map(), selectionSet),
      signal,
    );
    return { result: data, response: responseOf(http) };
  }
}
