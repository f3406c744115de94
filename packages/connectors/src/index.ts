export { CallFailure } from './connector.js';
export type { Connector, ConnectorCall } from './connector.js';
export { defaultRestLimits, RestConnector } from './rest/rest-connector.js';
export type { RestLimits } from './rest/rest-connector.js';
