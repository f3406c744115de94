export { CallFailure } from './call-failure.js';
export type { CallingRun, CallResult, Connector, ConnectorCall, Description } from './connector.js';
export { createConnectors } from './create-connectors.js';
export type { ConnectorOptions, Connectors } from './create-connectors.js';
export type { FunctionCall, FunctionHandler, FunctionHandlers } from './service/function-handlers.js';
export type { EgressRules } from './http/egress.js';
export type { HttpClient, HttpClientOptions } from './http/http-client.js';
