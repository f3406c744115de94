import type { Connector } from '@orchestrator/connectors';
import type { Logger } from '@orchestrator/runtime';
import { graphqlPath } from '../graphql/graphql-path.js';
import type { GraphqlHandler } from '../graphql/handler.js';
import { ingestRoutes } from '../ingest/ingest-routes.js';
import type { JobApi } from '../jobs/job-api.js';
import { jobRoutes } from '../jobs/job-routes.js';
import type { Caller, Gate } from './auth/gate.js';
import { needOf } from './auth/scopes.js';
import { callInRun } from './dynamic/call-in-run.js';
import { removeDefinition, uploadDefinition } from './definition-upload.js';
import { decode, dispatch } from './dispatch.js';
import { receiveEvents } from './events/receive.js';
import { live, ready } from './health.js';
import {
  deleteInstance,
  getInstance,
  inputSchema,
  listInstances,
  listTasks,
  mergeData,
  replaceData,
} from './instance-api.js';
import { deadLetterRoutes } from './management/dead-letter-routes.js';
import { managementRoutes } from './management/routes.js';
import { showMetrics } from './metrics/metrics.js';
import type { MetricsSources } from './metrics/metrics.js';
import { openapi } from './openapi.js';
import { isUnexpected, problemResponse } from './problem.js';
import { startInstance } from './start-instance.js';

/** Answers a request; the parts of the path are already decoded. */
export type Handle = (
  request: Request,
  parameters: readonly string[],
  caller: Caller,
) => Promise<Response> | Response;

/** Which requests a handle is for. The first route that fits counts. */
export type Route = readonly [method: string, path: RegExp, handle: Handle];

/** What routes work with. */
export interface Surroundings extends MetricsSources {
  /** By the name that a function's kind has in the program. */
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly gate: Gate;
  readonly graphql: GraphqlHandler;
  readonly jobs: JobApi;
  /** Whether documents are taken from clients. */
  readonly acceptsDefinitions: boolean;
  /** Whether the process is about to end. */
  readonly isStopping: () => boolean;
  readonly logger: Logger;
}

/** Every surface of the server. */
export function allRoutes(surroundings: Surroundings): readonly Route[] {
  const { runtime, store } = surroundings;
  const routes: readonly Route[] = [
    ['GET', /^\/q\/health\/(?:live|started)$/, live],
    ['GET', /^\/q\/health(?:\/ready)?$/, () => ready(store, surroundings.isStopping())],
    ['GET', /^\/q\/metrics$/, () => showMetrics(surroundings)],
    ['GET', /^\/q\/openapi$/, () => openapi(runtime)],
    ['POST', /^\/$/, (request) => receiveEvents(runtime, request)],
    [
      'POST',
      /^\/_dynamic\/([^/]+)\/([^/]+)\/rest$/,
      (request, [id = '', instanceId = '']) => callInRun(surroundings, id, instanceId, request),
    ],
    ...jobRoutes(surroundings),
    ...ingestRoutes(surroundings),
    ...deadLetterRoutes(surroundings),
    ...managementRoutes(surroundings),
    ...instanceRoutes(surroundings),
  ];
  return [...graphqlRoutes(surroundings, routes), ...routes];
}

/** What mutations want of this server goes by the other routes, so that it is permitted, checked and answered as there. */
function graphqlRoutes({ graphql, gate }: Surroundings, routes: readonly Route[]): Route[] {
  const answer: Handle = (request, _, caller) =>
    graphql(request, caller, async (command) => {
      try {
        const { pathname } = new URL(command.url);
        const need = needOf(command.method, pathname);
        const refused = gate.refusal(caller, command.method, decode(pathname), need);
        return refused ?? (await dispatch(routes, command, caller));
      } catch (error) {
        if (isUnexpected(error)) throw error;
        return problemResponse(error);
      }
    });
  return [
    ['GET', graphqlPath, answer],
    ['POST', graphqlPath, answer],
  ];
}

/** workflow-runtime.md 4.1 */
function instanceRoutes(surroundings: Surroundings): Route[] {
  const { runtime } = surroundings;
  const definition = /^\/([^/]+)\/definition$/;
  const workflow = /^\/([^/]+)$/;
  const instance = /^\/([^/]+)\/([^/]+)$/;
  return [
    ['POST', workflow, (request, [id = ''], caller) => startInstance(runtime, id, request, caller)],
    ['GET', workflow, (request, [id = '']) => listInstances(runtime, id, request)],
    ['POST', definition, (request, [id = '']) => uploadDefinition(surroundings, id, request)],
    ['DELETE', definition, (_, [id = '']) => removeDefinition(surroundings, id)],
    ['GET', /^\/([^/]+)\/schema$/, (_, [id = '']) => inputSchema(runtime, id)],
    ['GET', instance, (_, [id = '', instanceId = '']) => getInstance(runtime, id, instanceId)],
    [
      'DELETE',
      instance,
      (request, [id = '', instanceId = '']) => deleteInstance(runtime, id, instanceId, request),
    ],
    ['PUT', instance, (request, [id = '', instanceId = '']) => replaceData(runtime, id, instanceId, request)],
    ['PATCH', instance, (request, [id = '', instanceId = '']) => mergeData(runtime, id, instanceId, request)],
    [
      'GET',
      /^\/([^/]+)\/([^/]+)\/tasks$/,
      (_, [id = '', instanceId = '']) => listTasks(runtime, id, instanceId),
    ],
  ];
}
