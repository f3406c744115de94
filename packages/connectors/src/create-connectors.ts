import type { Connector } from './connector.js';
import { GraphqlConnector } from './graphql/graphql-connector.js';
import { GrpcConnector } from './grpc/grpc-connector.js';
import { HttpClient } from './http/http-client.js';
import type { HttpClientOptions } from './http/http-client.js';
import { jwtConnector } from './jwt/jwt-connector.js';
import { KnativeConnector } from './knative/knative-connector.js';
import { OdataConnector } from './odata/odata-connector.js';
import { OpenApiConnector } from './openapi/openapi-connector.js';
import { RestConnector } from './rest/rest-connector.js';
import { scriptConnector } from './script/script-connector.js';
import { functionConnectors } from './service/function-connector.js';
import type { FunctionHandlers } from './service/function-handlers.js';
import { pythonFunctions } from './service/python-functions.js';

/** What the connectors of a host have in common. */
export interface ConnectorOptions {
  readonly http?: HttpClientOptions;
  /** Functions that the operator of the server provides. */
  readonly functions?: FunctionHandlers;
}

/** All connectors that come along, and what they hold open. */
export interface Connectors {
  /** By the name that a function's kind has in the program: `rest`, `openapi`, `grpc`, … */
  readonly byName: ReadonlyMap<string, Connector>;
  /** For what the host itself sends: the same limits and rules about who may be called. */
  readonly http: HttpClient;
  /** Ends pooled connections. */
  close(): Promise<void>;
}

/**
 * Makes the connectors of a host.
 *
 * @throws EgressRuleError when the egress rules are not readable
 *
 * @example
 * const connectors = createConnectors({ http: { egress: { allow: ['*.example.com'] } } });
 */
export function createConnectors(options: ConnectorOptions = {}): Connectors {
  const http = new HttpClient(options.http);
  const grpc = new GrpcConnector(options.http);
  const builtIn = new Map<string, Connector>([
    ['rest', new RestConnector(http)],
    ['openapi', new OpenApiConnector(http)],
    ['knative', new KnativeConnector(http)],
    ['jwt-parser', jwtConnector],
    ['grpc', grpc],
    ['graphql', new GraphqlConnector(http)],
    ['odata', new OdataConnector(http)],
    ['script', scriptConnector],
    ['service', pythonFunctions],
  ]);
  return {
    http,
    byName: new Map([...builtIn, ...functionConnectors(options.functions ?? {}, builtIn)]),
    close: async () => {
      await Promise.all([http.close(), grpc.close()]);
    },
  };
}
