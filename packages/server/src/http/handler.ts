import type { Logger, Runtime } from '@orchestrator/runtime';
import type { Store } from '@orchestrator/store';
import { json } from './json.js';
import { live, ready } from './health.js';
import { HttpProblem, isUnexpected, problemResponse } from './problem.js';
import { abortInstance, describeWorkflow, getInstance, startInstance } from './workflow-api.js';

/** Answers a request; the parts of the path are already decoded. */
type Route = (request: Request, parameters: readonly string[]) => Promise<Response> | Response;

export interface HandlerOptions {
  readonly runtime: Runtime;
  readonly store: Store;
  readonly graphql: (request: Request) => Promise<Response>;
  readonly logger: Logger;
}

/** Builds the one `fetch` handler that serves every HTTP surface (design: server). It never rejects. */
export function createHandler({
  runtime,
  store,
  graphql,
  logger,
}: HandlerOptions): (request: Request) => Promise<Response> {
  const routes: readonly (readonly [method: string, path: RegExp, route: Route])[] = [
    ['GET', /^\/q\/health\/(?:live|started)$/, live],
    ['GET', /^\/q\/health(?:\/ready)?$/, () => ready(store)],
    ['GET', /^(?:\/data-index)?\/graphql$/, graphql],
    ['POST', /^(?:\/data-index)?\/graphql$/, graphql],
    ['GET', /^\/management\/processes\/([^/]+)$/, (_, [id = '']) => describeWorkflow(runtime, id)],
    [
      'DELETE',
      /^\/management\/processes\/([^/]+)\/instances\/([^/]+)$/,
      (_, [id = '', iid = '']) => abortInstance(runtime, id, iid),
    ],
    ['POST', /^\/([^/]+)$/, (request, [id = '']) => startInstance(runtime, id, request)],
    ['GET', /^\/([^/]+)\/([^/]+)$/, (_, [id = '', iid = '']) => getInstance(runtime, id, iid)],
    ['DELETE', /^\/([^/]+)\/([^/]+)$/, (_, [id = '', iid = '']) => abortInstance(runtime, id, iid)],
  ];
  return async (request) => {
    try {
      return await dispatch(routes, request);
    } catch (error) {
      // A client that has gone is no problem of the server's.
      if (isUnexpected(error) && !request.signal.aborted) {
        const { pathname } = new URL(request.url);
        logger.error(
          `${request.method} ${pathname} failed: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
      return problemResponse(error);
    }
  };
}

function dispatch(
  routes: readonly (readonly [string, RegExp, Route])[],
  request: Request,
): Promise<Response> | Response {
  const { pathname } = new URL(request.url);
  const allowed: string[] = [];
  for (const [method, path, route] of routes) {
    const match = path.exec(pathname);
    if (!match) continue;
    if (method === request.method) return route(request, match.slice(1).map(decode));
    allowed.push(method);
  }
  if (allowed.length === 0) throw new HttpProblem(404, 'unknown-path', `There is nothing at ${pathname}.`);
  return json(
    405,
    { code: 'method-not-allowed', message: `${request.method} isn't possible here.` },
    { allow: allowed.join(', ') },
  );
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new HttpProblem(400, 'bad-path', 'The address holds a broken % sequence.');
  }
}
