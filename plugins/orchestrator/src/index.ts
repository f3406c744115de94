/**
 * The Orchestrator's pages for Backstage's frontend system. The default export is the plugin; apps on the old frontend
 * system import from `./legacy`.
 *
 * @packageDocumentation
 */
export { orchestratorPlugin as default } from './plugin';
export { orchestratorApiRef, type OrchestratorApi, type RequestOptions } from './api/orchestrator-api';
