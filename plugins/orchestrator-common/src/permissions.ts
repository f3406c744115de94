import {
  createPermission,
  type BasicPermission,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';

/** Resource type of conditional policies; the resource ref is the workflow id (contract 3.2). */
export const ORCHESTRATOR_WORKFLOW_RESOURCE_TYPE = 'orchestrator-workflow';

/** See workflows and one's own runs. */
export const orchestratorWorkflowPermission: ResourcePermission<typeof ORCHESTRATOR_WORKFLOW_RESOURCE_TYPE> =
  createPermission({
    name: 'orchestrator.workflow',
    attributes: { action: 'read' },
    resourceType: ORCHESTRATOR_WORKFLOW_RESOURCE_TYPE,
  });

/** Run, retrigger and abort. */
export const orchestratorWorkflowUsePermission: ResourcePermission<
  typeof ORCHESTRATOR_WORKFLOW_RESOURCE_TYPE
> = createPermission({
  name: 'orchestrator.workflow.use',
  attributes: { action: 'update' },
  resourceType: ORCHESTRATOR_WORKFLOW_RESOURCE_TYPE,
});

/** See definition sources and the data of runs. */
export const orchestratorAdminViewPermission: BasicPermission = createPermission({
  name: 'orchestrator.workflowAdminView',
  attributes: { action: 'read' },
});

/** See everybody's runs and their data. */
export const orchestratorInstanceAdminViewPermission: BasicPermission = createPermission({
  name: 'orchestrator.instanceAdminView',
  attributes: { action: 'read' },
});

/** The permissions that the backend registers (contract 3.1). */
export const orchestratorPermissions: (
  BasicPermission | ResourcePermission<typeof ORCHESTRATOR_WORKFLOW_RESOURCE_TYPE>
)[] = [
  orchestratorWorkflowPermission,
  orchestratorWorkflowUsePermission,
  orchestratorAdminViewPermission,
  orchestratorInstanceAdminViewPermission,
];

/**
 * Permission to read one workflow by name, as older policies grant it (contract 3.1, deprecated). Never registered;
 * asked for only when the general permission is denied.
 */
export function orchestratorWorkflowSpecificPermission(workflowId: string): BasicPermission {
  return createPermission({ name: `orchestrator.workflow.${workflowId}`, attributes: { action: 'read' } });
}

/** Permission to run one workflow by name; see {@link orchestratorWorkflowSpecificPermission}. */
export function orchestratorWorkflowUseSpecificPermission(workflowId: string): BasicPermission {
  return createPermission({
    name: `orchestrator.workflow.use.${workflowId}`,
    attributes: { action: 'update' },
  });
}
