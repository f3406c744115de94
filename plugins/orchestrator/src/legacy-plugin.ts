import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { orchestratorApiRef } from './api/orchestrator-api';
import { OrchestratorClient } from './api/orchestrator-client';
import { rootRouteRef } from './routes';

/** The Orchestrator for the old frontend system (contract 1.1). */
export const orchestratorPlugin = createPlugin({
  id: 'orchestrator',
  apis: [
    createApiFactory({
      api: orchestratorApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: (apis) => new OrchestratorClient(apis),
    }),
  ],
  routes: { root: rootRouteRef },
});

/** All pages of the Orchestrator; mount it at `/orchestrator`. */
export const OrchestratorPage = orchestratorPlugin.provide(
  createRoutableExtension({
    name: 'OrchestratorPage',
    component: async () => (await import('./pages/OrchestratorRouter')).OrchestratorRouter,
    mountPoint: rootRouteRef,
  }),
);
