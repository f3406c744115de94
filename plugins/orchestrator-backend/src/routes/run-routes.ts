import { ConflictError } from '@backstage/errors';
import type { Router } from 'express';
import { callerOf } from '../access/caller';
import { requireOwnership } from '../access/run-scope';
import { present } from '../client/present';
import { keyHeader, parseExecuteRequest, tokenHeaders } from '../instances/execute-request';
import { auditedRoute } from './audited';
import { byInstanceId } from './instance-routes';
import { parameter } from './parameter';
import type { RouterOptions } from './router';
import { waitUntilVisible } from './wait-until-visible';

/** Endpoints 12 and 14: what starts and ends runs. */
export function addRunRoutes(router: Router, options: RouterOptions): void {
  addExecuteRoute(router, options);
  addAbortRoute(router, options);
}

function addExecuteRoute(router: Router, options: RouterOptions): void {
  const { auditor, httpAuth, access, overviews, service, index, remote } = options;
  router.post(
    '/v2/workflows/:workflowId/execute',
    auditedRoute(
      auditor,
      {
        eventId: 'execute-workflow',
        severityLevel: 'medium',
        meta: (request) => ({ workflowId: parameter(request, 'workflowId') }),
      },
      async (request) => {
        const { credentials, userRef } = await callerOf(request, httpAuth);
        const workflowId = parameter(request, 'workflowId');
        await access.requireUse(credentials, workflowId);
        const { inputData, authTokens, targetEntity } = parseExecuteRequest(request.body);
        const { serviceUrl, status } = await overviews.definition(workflowId);
        if (status === 'unavailable') {
          throw new ConflictError(`The workflow ${workflowId} was withdrawn; it cannot be started any more.`);
        }
        const body = present({ workflowdata: inputData, initiatorEntity: userRef, targetEntity });
        const headers = {
          ...tokenHeaders(authTokens),
          ...keyHeader(request.header('idempotency-key'), userRef),
        };
        const id = await service.start(workflowId, serviceUrl, body, headers);
        if (remote) {
          await waitUntilVisible(index, id);
        }
        return { body: { id }, audit: { id } };
      },
    ),
  );
}

function addAbortRoute(router: Router, options: RouterOptions): void {
  const { auditor, httpAuth, access, overviews, instances, service } = options;
  router.delete(
    '/v2/workflows/instances/:instanceId/abort',
    auditedRoute(
      auditor,
      { eventId: 'abort-workflow', severityLevel: 'high', meta: byInstanceId },
      async (request) => {
        const caller = await callerOf(request, httpAuth);
        const { credentials } = caller;
        const instance = await instances.one(parameter(request, 'instanceId'));
        await access.requireUse(credentials, instance.processId);
        await requireOwnership(caller, access, instance, 'abort');
        if (instance.state === 'COMPLETED' || instance.state === 'ABORTED') {
          throw new ConflictError(
            `The run ${instance.id} has already ended; its state is ${instance.state}.`,
          );
        }
        const serviceUrl = instance.serviceUrl ?? (await overviews.definition(instance.processId)).serviceUrl;
        await service.abort(instance.processId, serviceUrl, instance.id);
        const result = `Workflow instance ${instance.id} successfully aborted`;
        return { body: result, audit: { result } };
      },
    ),
  );
}
