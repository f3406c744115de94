import { WORKFLOW_RUN_STATUSES } from '@orchestrator/plugin-orchestrator-common';
import type { Request, Router } from 'express';
import { callerOf } from '../access/caller';
import { requireOwnership, runScope, workflowRunScope } from '../access/run-scope';
import { parseSearchRequest } from '../filters/search-request';
import { toInstanceDto } from '../instances/instance-dto';
import { auditedRoute } from './audited';
import { parameter } from './parameter';
import type { RouterOptions } from './router';

/** Endpoints 7, 8, 9 and 11: what runs there are and what became of them. */
export function addInstanceRoutes(router: Router, options: RouterOptions): void {
  addStatusRoute(router, options);
  addListRoutes(router, options);
  addDetailRoute(router, options);
}

/** Before the detail route, whose path matches too. */
function addStatusRoute(router: Router, { auditor, httpAuth }: RouterOptions): void {
  router.get(
    '/v2/workflows/instances/statuses',
    auditedRoute(auditor, { eventId: 'get-workflow-statuses' }, async (request) => {
      await callerOf(request, httpAuth);
      return { body: WORKFLOW_RUN_STATUSES };
    }),
  );
}

function addListRoutes(router: Router, options: RouterOptions): void {
  const { auditor, httpAuth, access, instances, viewers, workflowIds } = options;
  router.post(
    '/v2/workflows/instances',
    auditedRoute(auditor, { eventId: 'get-instances' }, async (request) => {
      const caller = await callerOf(request, httpAuth);
      const search = parseSearchRequest(request.body);
      const scope = await runScope(caller, access);
      const body = await instances.list(search, scope);
      viewers.seesList(caller.userRef, scope);
      const ids = scope.workflows === 'all' ? await workflowIds() : scope.workflows;
      return { body, audit: { authorizedWorkflowIds: [...ids] } };
    }),
  );
  router.post(
    '/v2/workflows/:workflowId/instances',
    auditedRoute(auditor, { eventId: 'get-workflow-instances' }, async (request) => {
      const caller = await callerOf(request, httpAuth);
      const search = parseSearchRequest(request.body);
      const scope = await workflowRunScope(caller, access, parameter(request, 'workflowId'));
      const body = await instances.list(search, scope);
      viewers.seesList(caller.userRef, scope);
      return { body };
    }),
  );
}

function addDetailRoute(router: Router, options: RouterOptions): void {
  const { auditor, httpAuth, access, instances, viewers } = options;
  router.get(
    '/v2/workflows/instances/:instanceId',
    auditedRoute(auditor, { eventId: 'get-instance', meta: byInstanceId }, async (request) => {
      const caller = await callerOf(request, httpAuth);
      const instance = await instances.one(parameter(request, 'instanceId'));
      await access.requireRead(caller.credentials, instance.processId);
      await requireOwnership(caller, access, instance, 'see');
      viewers.seesInstance(caller.userRef, instance.id);
      return { body: toInstanceDto(instance) };
    }),
  );
}

/** Facts for the audit log about a request on one run. */
export function byInstanceId(request: Request) {
  return { actionType: 'by-id', instanceId: parameter(request, 'instanceId') };
}
