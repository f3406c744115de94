import type { PermissionsService, PermissionsServiceRequestOptions } from '@backstage/backend-plugin-api';
import { AuthorizeResult, type PolicyDecision } from '@backstage/plugin-permission-common';
import { text } from '../client/fields';

/** Permissions of the people in the tests; `ids` makes a general permission conditional. */
const PEOPLE: { readonly [userRef: string]: { readonly [permission: string]: 'allow' | readonly string[] } } =
  {
    'user:default/ada': { 'orchestrator.workflow': 'allow', 'orchestrator.workflow.use': 'allow' },
    'user:default/bob': { 'orchestrator.workflow': 'allow', 'orchestrator.workflow.use': 'allow' },
    'user:default/admin': {
      'orchestrator.workflow': 'allow',
      'orchestrator.workflow.use': 'allow',
      'orchestrator.instanceAdminView': 'allow',
    },
    'user:default/reader': { 'orchestrator.workflow': 'allow' },
    'user:default/auditor': { 'orchestrator.workflow': 'allow', 'orchestrator.instanceAdminView': 'allow' },
    'user:default/some': { 'orchestrator.workflow': ['greet'], 'orchestrator.workflow.use': ['greet'] },
    'user:default/old': {
      'orchestrator.workflow.greet': 'allow',
      'orchestrator.workflow.use.greet': 'allow',
    },
    'user:default/nobody': {},
  };

/** Decides by the table above, as the permission framework with an RBAC policy would. */
export const testPermissions: PermissionsService = {
  authorize: async (requests, options) =>
    requests.map(({ permission }) => {
      const { result } = decide(userOf(options), permission.name);
      return { result: result === AuthorizeResult.ALLOW ? result : AuthorizeResult.DENY };
    }),
  authorizeConditional: async (requests, options) =>
    requests.map(({ permission }) => decide(userOf(options), permission.name)),
};

function userOf(options: PermissionsServiceRequestOptions): string {
  const principal = 'credentials' in options ? options.credentials.principal : undefined;
  const userRef = text(principal, 'userEntityRef');
  // Services may do everything, as the framework has it.
  return userRef ?? 'user:default/admin';
}

function decide(userRef: string, permission: string): PolicyDecision {
  const granted = PEOPLE[userRef]?.[permission];
  if (granted === undefined) {
    return { result: AuthorizeResult.DENY };
  }
  if (granted === 'allow') {
    return { result: AuthorizeResult.ALLOW };
  }
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'orchestrator',
    resourceType: 'orchestrator-workflow',
    conditions: {
      rule: 'IS_ALLOWED_WORKFLOW_ID',
      resourceType: 'orchestrator-workflow',
      params: { workflowIds: [...granted] },
    },
  };
}
