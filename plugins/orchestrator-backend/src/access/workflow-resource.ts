import { createPermissionResourceRef, createPermissionRule } from '@backstage/plugin-permission-node';
import {
  ORCHESTRATOR_WORKFLOW_RESOURCE_TYPE,
  orchestratorPermissions,
} from '@orchestrator/plugin-orchestrator-common';
import { z } from 'zod';

/** What conditional policies decide about: a workflow, known by its id. */
export interface WorkflowResource {
  readonly workflowId: string;
}

/** Query form of the rule (contract 3.2). */
export interface WorkflowFilter {
  readonly key: 'workflowIds';
  readonly values: string[];
}

/** Resource type `orchestrator-workflow`. */
export const workflowResourceRef = createPermissionResourceRef<WorkflowResource, WorkflowFilter>().with({
  pluginId: 'orchestrator',
  resourceType: ORCHESTRATOR_WORKFLOW_RESOURCE_TYPE,
});

const isAllowedWorkflowId = createPermissionRule({
  name: 'IS_ALLOWED_WORKFLOW_ID',
  description: 'Allow the workflows with these ids',
  resourceRef: workflowResourceRef,
  paramsSchema: z.object({ workflowIds: z.array(z.string()).describe('Ids of workflows') }),
  apply: ({ workflowId }, { workflowIds }) => workflowIds.includes(workflowId),
  toQuery: ({ workflowIds }) => ({ key: 'workflowIds', values: workflowIds }),
});

/** What the plugin registers with the permission framework. */
export const workflowResourceType = {
  resourceRef: workflowResourceRef,
  permissions: [...orchestratorPermissions],
  rules: [isAllowedWorkflowId],
  // The id is all that a rule looks at, so nothing has to be loaded.
  getResources: async (refs: string[]): Promise<WorkflowResource[]> =>
    refs.map((workflowId) => ({ workflowId })),
};
