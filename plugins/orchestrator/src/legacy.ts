/**
 * The Orchestrator's pages for apps on Backstage's old frontend system.
 *
 * @packageDocumentation
 */
export { OrchestratorPage, orchestratorPlugin } from './legacy-plugin';
export { OrchestratorIcon } from './components/OrchestratorIcon';
export { orchestratorApiRef, type OrchestratorApi, type RequestOptions } from './api/orchestrator-api';
