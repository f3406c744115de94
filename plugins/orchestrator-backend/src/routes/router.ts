import type { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type express from 'express';
import Router from 'express-promise-router';
import type { WorkflowAccess } from '../access/workflow-access';
import type { DataIndex } from '../client/data-index';
import type { WorkflowService } from '../client/workflow-service';
import type { Instances } from '../instances/instances';
import type { LiveViewers } from '../live/live-viewers';
import type { Overviews } from '../overview/overviews';
import { auditUncaught } from './audited';
import { addInstanceRoutes } from './instance-routes';
import { readBody } from './read-body';
import { addRunRoutes } from './run-routes';
import { addWorkflowRoutes } from './workflow-routes';

/** What the routes work with. */
export interface RouterOptions {
  readonly auditor: AuditorService;
  readonly httpAuth: HttpAuthService;
  readonly access: WorkflowAccess;
  readonly index: DataIndex;
  readonly overviews: Overviews;
  readonly instances: Instances;
  readonly service: WorkflowService;
  readonly viewers: LiveViewers;
  /** Ids of all workflows. */
  readonly workflowIds: () => Promise<readonly string[]>;
  /** Whether workflow services are behind a network; then tokens travel with a start. */
  readonly remote: boolean;
  /** Largest request body, in bytes or with a unit. */
  readonly bodyLimit: string | number;
}

/** Routes of `/api/orchestrator` (contract section 2). */
export function createRouter(options: RouterOptions): express.Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.use(readBody(options.bodyLimit));
  addWorkflowRoutes(router, options);
  addInstanceRoutes(router, options);
  addRunRoutes(router, options);
  router.use((request) => {
    throw new NotFoundError(`There is no ${request.method} ${request.path}.`);
  });
  router.use(auditUncaught(options.auditor));
  return router;
}
