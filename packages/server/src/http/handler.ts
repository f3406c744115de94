import { graphqlPath } from '../graphql/graphql-path.js';
import { wantsPage } from '../graphql/page/wants-page.js';
import { needOf } from './auth/scopes.js';
import { decode, dispatch } from './dispatch.js';
import { isEventPath } from './events/incoming-channels.js';
import { receiveEvents } from './events/receive.js';
import { isUnexpected, problemResponse } from './problem.js';
import { allRoutes } from './routes.js';
import type { Surroundings } from './routes.js';

/** Builds the one `fetch` handler that serves every HTTP surface (design: server). It never rejects. */
export function createHandler(options: Surroundings): (request: Request) => Promise<Response> {
  const { runtime, logger, gate } = options;
  const routes = allRoutes(options);
  return async (request) => {
    try {
      const { pathname } = new URL(request.url);
      const { method } = request;
      const isEvent = method === 'POST' && isEventPath(runtime, pathname);
      // A page of fixed text asks for a token itself; it could not be opened if it had to be sent with one.
      const isPage = graphqlPath.test(pathname) && wantsPage(request);
      const need = isEvent ? 'operate' : isPage ? 'open' : needOf(method, pathname);
      // Routes know names however they are encoded, so permissions have to.
      const caller = await gate.admit(request, decode(pathname), need);
      if (caller instanceof Response) return caller;
      if (isEvent) return await receiveEvents(runtime, request);
      return await dispatch(routes, request, caller);
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
