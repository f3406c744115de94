export type { ConnectorOptions, FunctionHandlers } from '@orchestrator/connectors';
export type { Logger } from '@orchestrator/runtime';
export { SCOPES } from './http/auth/scopes.js';
export type { Scope } from './http/auth/scopes.js';
export type { AccessToken } from './http/auth/tokens.js';
export { ListenError } from './http/listen.js';
export type { Address } from './http/listen.js';
export { openOrchestrator } from './open-orchestrator.js';
export type { Orchestrator, OrchestratorChange, OrchestratorOptions } from './orchestrator.js';
