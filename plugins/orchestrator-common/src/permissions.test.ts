import { describe, expect, it } from '@jest/globals';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import {
  ORCHESTRATOR_WORKFLOW_RESOURCE_TYPE,
  orchestratorPermissions,
  orchestratorWorkflowSpecificPermission,
  orchestratorWorkflowUseSpecificPermission,
} from './permissions';

describe('permissions', () => {
  it('registers the four names that policies use, with their actions', () => {
    expect(orchestratorPermissions.map(({ name, attributes }) => [name, attributes.action])).toEqual([
      ['orchestrator.workflow', 'read'],
      ['orchestrator.workflow.use', 'update'],
      ['orchestrator.workflowAdminView', 'read'],
      ['orchestrator.instanceAdminView', 'read'],
    ]);
  });

  it('allows conditional policies on reading and running workflows only', () => {
    const conditional = orchestratorPermissions.filter((permission) =>
      isResourcePermission(permission, ORCHESTRATOR_WORKFLOW_RESOURCE_TYPE),
    );
    expect(conditional.map(({ name }) => name)).toEqual([
      'orchestrator.workflow',
      'orchestrator.workflow.use',
    ]);
  });

  it('builds the deprecated names of one workflow', () => {
    expect(orchestratorWorkflowSpecificPermission('greeting')).toMatchObject({
      name: 'orchestrator.workflow.greeting',
      attributes: { action: 'read' },
    });
    expect(orchestratorWorkflowUseSpecificPermission('greeting')).toMatchObject({
      name: 'orchestrator.workflow.use.greeting',
      attributes: { action: 'update' },
    });
  });
});
