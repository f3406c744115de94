import type { Connector } from './connector.js';
import { DeferredConnector } from './deferred-connector.js';
import { HttpClient } from './http/http-client.js';
import type { HttpClientOptions } from './http/http-client.js';
import { functionConnectors } from './service/function-connector.js';
import type { FunctionHandlers } from './service/function-handlers.js';

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
  const deferred = deferredConnectors(http, options);
  const builtIn = new Map<string, Connector>(Object.entries(deferred));
  return {
    http,
    byName: new Map([...builtIn, ...functionConnectors(options.functions ?? {}, builtIn)]),
    close: async () => {
      await Promise.all([http.close(), deferred.grpc.made?.then((grpc) => grpc.close())]);
    },
  };
}

/** What comes along, by kind: each is loaded when a workflow first calls it. */
function deferredConnectors(http: HttpClient, options: ConnectorOptions) {
  return {
    rest: new DeferredConnector(
      async () => new (await import('./rest/rest-connector.js')).RestConnector(http),
    ),
    openapi: new DeferredConnector(
      async () => new (await import('./openapi/openapi-connector.js')).OpenApiConnector(http),
    ),
    knative: new DeferredConnector(
      async () => new (await import('./knative/knative-connector.js')).KnativeConnector(http),
    ),
    'jwt-parser': new DeferredConnector(async () => (await import('./jwt/jwt-connector.js')).jwtConnector),
    grpc: new DeferredConnector(
      async () => new (await import('./grpc/grpc-connector.js')).GrpcConnector(options.http),
    ),
    graphql: new DeferredConnector(
      async () => new (await import('./graphql/graphql-connector.js')).GraphqlConnector(http),
    ),
    odata: new DeferredConnector(
      async () => new (await import('./odata/odata-connector.js')).OdataConnector(http),
    ),
    script: new DeferredConnector(async () => (await import('./script/script-connector.js')).scriptConnector),
    service: new DeferredConnector(
      async () => (await import('./service/python-functions.js')).pythonFunctions,
    ),
  };
}
