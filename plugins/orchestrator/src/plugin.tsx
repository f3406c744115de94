import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { ApiBlueprint, createFrontendPlugin, PageBlueprint } from '@backstage/frontend-plugin-api';
import { orchestratorApiRef } from './api/orchestrator-api';
import { OrchestratorClient } from './api/orchestrator-client';
import { OrchestratorIcon } from './components/OrchestratorIcon';
import {
  executeWorkflowRouteRef,
  rootRouteRef,
  workflowInstanceRouteRef,
  workflowRouteRef,
  workflowRunsRouteRef,
} from './routes';

const orchestratorPage = PageBlueprint.make({
  params: {
    path: '/orchestrator',
    routeRef: rootRouteRef,
    title: 'Orchestrator',
    icon: <OrchestratorIcon />,
    noHeader: true,
    loader: async () => {
      const { OrchestratorRouter } = await import('./pages/OrchestratorRouter');
      return <OrchestratorRouter />;
    },
  },
});

const orchestratorApi = ApiBlueprint.make({
  params: (defineParams) =>
    defineParams({
      api: orchestratorApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: (apis) => new OrchestratorClient(apis),
    }),
});

/** The Orchestrator for the new frontend system (contract 1.1). */
export const orchestratorPlugin = createFrontendPlugin({
  pluginId: 'orchestrator',
  title: 'Orchestrator',
  icon: <OrchestratorIcon />,
  info: { packageJson: () => import('../package.json') },
  extensions: [orchestratorPage, orchestratorApi],
  routes: {
    root: rootRouteRef,
    workflow: workflowRouteRef,
    workflowRuns: workflowRunsRouteRef,
    workflowInstance: workflowInstanceRouteRef,
    executeWorkflow: executeWorkflowRouteRef,
  },
});
