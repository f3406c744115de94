import { isJsonObject } from '@orchestrator/definition';
import type { JsonObject } from '@orchestrator/definition';
import type { Route, Surroundings } from '../http/routes.js';
import { json, readJson } from '../http/json.js';
import { HttpProblem } from '../http/problem.js';
import { bringsEvents, receiveLifecycle } from '../ingest/receive.js';
import { receiveOrders } from './job-events.js';
import type { JobApi } from './job-api.js';
import { changesOfV1, orderOfV1 } from './job-v1.js';
import { orderOfV2, viewOfV2 } from './job-v2.js';

const JOB = '/([^/]+)';

/** The Jobs API (data-index-and-jobs.md 4.2 to 4.4). */
export function jobRoutes(surroundings: Surroundings): readonly Route[] {
  // Handlers ask for it late, because routes are also made without anything behind them, to be listed.
  const jobs = () => surroundings.jobs;
  return [
    ['POST', at('/jobs/events'), (request) => receiveOrders(jobs(), request, 'v1')],
    ['POST', at('/v2/jobs/events'), (request) => receiveOrders(jobs(), request, 'v2')],
    ['POST', at('/jobs'), (request) => createV1(surroundings, request)],
    ['GET', at(`/jobs${JOB}`), (_, [id = '']) => answer(id, jobs().find(id), ({ scheduled }) => scheduled)],
    [
      'DELETE',
      at(`/jobs${JOB}`),
      (_, [id = '']) => answer(id, jobs().cancel(id), ({ scheduled }) => scheduled),
    ],
    ['PATCH', at(`/jobs${JOB}`), (request, [id = '']) => changeV1(jobs(), id, request)],
    ['POST', at('/v2/jobs'), (request) => createV2(jobs(), request)],
    ['GET', at(`/v2/jobs${JOB}`), (_, [id = '']) => answer(id, jobs().find(id), viewOfV2)],
    ['DELETE', at(`/v2/jobs${JOB}`), (_, [id = '']) => answer(id, jobs().cancel(id), viewOfV2)],
  ];
}

/** A CloudEvent at this path is what another Jobs service tells, also where it is declared as plain JSON. */
async function createV1({ jobs, store }: Surroundings, request: Request): Promise<Response> {
  if (bringsEvents(request)) return receiveLifecycle(store, 'jobs', request);
  const body = await readJson(request);
  if (isJsonObject(body) && Object.hasOwn(body, 'specversion'))
    return receiveLifecycle(store, 'jobs', asEvent(request.url, body));
  return json(200, (await jobs.create(orderOfV1(body))).scheduled);
}

function asEvent(url: string, event: JsonObject): Request {
  const headers = { 'content-type': 'application/cloudevents+json' };
  return new Request(url, { method: 'POST', headers, body: JSON.stringify(event) });
}

async function createV2(jobs: JobApi, request: Request): Promise<Response> {
  return json(200, viewOfV2(await jobs.create(orderOfV2(await readJson(request)))));
}

async function changeV1(jobs: JobApi, id: string, request: Request): Promise<Response> {
  const changes = changesOfV1(await readJson(request));
  return answer(id, jobs.reschedule(id, changes), ({ scheduled }) => scheduled);
}

async function answer<T>(
  id: string,
  found: Promise<T | undefined>,
  view: (job: T) => object,
): Promise<Response> {
  const job = await found;
  if (!job) throw new HttpProblem(404, 'unknown-job', `There is no job ${id}; it may be over.`);
  return json(200, view(job));
}

function at(path: string): RegExp {
  return new RegExp(`^(?:/jobs-service)?${path}/?$`);
}
