export type { ConnectorOptions, FunctionHandlers } from '@orchestrator/connectors';
export type { Logger } from '@orchestrator/runtime';
export { ListenError } from './http/listen.js';
export type { Address } from './http/listen.js';
export { openOrchestrator } from './open-orchestrator.js';
export type { Orchestrator, OrchestratorChange, OrchestratorOptions } from './orchestrator.js';
