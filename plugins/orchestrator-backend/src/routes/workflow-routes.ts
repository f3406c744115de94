import { InputError, NotFoundError } from '@backstage/errors';
import { QUERY_PARAM_INSTANCE_ID } from '@orchestrator/plugin-orchestrator-common';
import type { Request, Router } from 'express';
import { callerOf, type Caller } from '../access/caller';
import { ownerFilter, requireOwnership, runScope } from '../access/run-scope';
import type { Instance } from '../client/instance';
import { parseSearchRequest } from '../filters/search-request';
import { toInputSchemaResponse } from '../instances/input-schema';
import { auditedRoute } from './audited';
import { parameter } from './parameter';
import type { RouterOptions } from './router';

/** Endpoints 1, 3, 4 and 5: what workflows there are and what they look like. */
export function addWorkflowRoutes(router: Router, options: RouterOptions): void {
  addOverviewRoutes(router, options);
  addDocumentRoutes(router, options);
}

function addOverviewRoutes(router: Router, options: RouterOptions): void {
  const { auditor, httpAuth, access, overviews, viewers } = options;
  router.post(
    '/v2/workflows/overview',
    auditedRoute(auditor, { eventId: 'get-workflow-overview' }, async (request) => {
      const caller = await callerOf(request, httpAuth);
      const search = parseSearchRequest(request.body);
      const scope = await runScope(caller, access);
      const body = await overviews.list(search, scope);
      viewers.seesList(caller.userRef, scope);
      return { body, audit: { workflowsCount: body.overviews?.length ?? 0 } };
    }),
  );
  router.get(
    '/v2/workflows/:workflowId/overview',
    auditedRoute(auditor, { eventId: 'get-workflow-overview', meta: byWorkflowId }, async (request) => {
      const caller = await callerOf(request, httpAuth);
      const workflowId = parameter(request, 'workflowId');
      await access.requireRead(caller.credentials, workflowId);
      const scope = { workflows: new Set([workflowId]), owner: await ownerFilter(caller, access) };
      const body = await overviews.one(workflowId, scope);
      viewers.seesList(caller.userRef, scope);
      return { body, audit: { workflowId } };
    }),
  );
}

function addDocumentRoutes(router: Router, options: RouterOptions): void {
  const { auditor, httpAuth, access, overviews, service } = options;
  router.get(
    '/v2/workflows/:workflowId/source',
    auditedRoute(auditor, { eventId: 'get-workflow-source', meta: byWorkflowId }, async (request) => {
      const { credentials } = await callerOf(request, httpAuth);
      const workflowId = parameter(request, 'workflowId');
      await access.requireRead(credentials, workflowId);
      const { source } = await overviews.definition(workflowId);
      if (source === undefined) {
        throw new NotFoundError(`The data index does not have the source of the workflow ${workflowId}.`);
      }
      return { body: source, plainText: true };
    }),
  );
  router.get(
    '/v2/workflows/:workflowId/inputSchema',
    auditedRoute(auditor, { eventId: 'get-workflow-input-schema', meta: byBothIds }, async (request) => {
      const caller = await callerOf(request, httpAuth);
      const workflowId = parameter(request, 'workflowId');
      await access.requireRead(caller.credentials, workflowId);
      const instance = await earlierRun(caller, request, options);
      const { serviceUrl } = await overviews.definition(workflowId);
      const schema = await service.inputSchema(workflowId, serviceUrl);
      const body = toInputSchemaResponse(workflowId, schema, instance);
      const message = 'The workflow has no input schema.';
      return { body, audit: body.inputSchema ? { workflowId } : { message } };
    }),
  );
}

/** The run whose input fills the form; only the caller's own, or any for an administrator. */
async function earlierRun(
  caller: Caller,
  request: Request,
  { access, instances }: RouterOptions,
): Promise<Instance | undefined> {
  const instanceId = request.query[QUERY_PARAM_INSTANCE_ID];
  if (instanceId === undefined || instanceId === '') {
    return undefined;
  }
  if (typeof instanceId !== 'string') {
    throw new InputError('instanceId must be given once.');
  }
  const instance = await instances.one(instanceId);
  await requireOwnership(caller, access, instance, 'see the input of');
  return instance;
}

function byWorkflowId(request: Request) {
  return { actionType: 'by-id', workflowId: parameter(request, 'workflowId') };
}

function byBothIds(request: Request) {
  const instanceId = request.query[QUERY_PARAM_INSTANCE_ID];
  return { ...byWorkflowId(request), ...(typeof instanceId === 'string' && { instanceId }) };
}
