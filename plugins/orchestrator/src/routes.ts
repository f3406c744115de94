import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The Orchestrator's start page; every other route lies below it (contract 6.1). */
export const rootRouteRef = createRouteRef({ id: 'orchestrator' });

/** Runs of all workflows. */
export const instancesRouteRef = createSubRouteRef({
  id: 'orchestrator/runs',
  parent: rootRouteRef,
  path: '/instances',
});

/** One run. */
export const workflowInstanceRouteRef = createSubRouteRef({
  id: 'orchestrator/instances',
  parent: rootRouteRef,
  path: '/instances/:instanceId',
});

/** One workflow. */
export const workflowRouteRef = createSubRouteRef({
  id: 'orchestrator/workflows',
  parent: rootRouteRef,
  path: '/workflows/:workflowId',
});

/** Runs of one workflow. */
export const workflowRunsRouteRef = createSubRouteRef({
  id: 'orchestrator/workflows/runs',
  parent: rootRouteRef,
  path: '/workflows/:workflowId/runs',
});

/** The run form of a workflow. */
export const executeWorkflowRouteRef = createSubRouteRef({
  id: 'orchestrator/workflows/execute',
  parent: rootRouteRef,
  path: '/workflows/:workflowId/execute',
});
