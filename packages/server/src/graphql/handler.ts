import { refuseScope } from '../http/auth/gate.js';
import type { Caller } from '../http/auth/gate.js';
import { covers } from '../http/auth/scopes.js';
import { json } from '../http/json.js';
import type { GraphqlEngine } from './engine.js';
import { page } from './page/page.js';
import { wantsPage } from './page/wants-page.js';
import { readRequest } from './read-request.js';
import { eventStream, wantsEvents } from './transports/event-stream.js';

/** Answers a request of a caller; `local` carries out what mutations want of this server. */
export type GraphqlHandler = (
  request: Request,
  caller: Caller,
  local: (request: Request) => Promise<Response>,
) => Promise<Response>;

/**
 * Serves `/graphql` by GET and POST; errors of a query come with status 200 (data-index-and-jobs.md 1.7). Whoever accepts
 * `text/event-stream` gets the results as server-sent events, and may subscribe; browsers get a page to try queries in.
 */
export function createGraphql(engine: GraphqlEngine): GraphqlHandler {
  return async (request, caller, local) => {
    if (wantsPage(request)) return page();
    const asked = await readRequest(request);
    const prepared = engine.prepare(asked);
    const answer = wantsEvents(request) ? eventStream : (result: object) => json(200, result);
    if ('refused' in prepared) return answer(engine.refusal(prepared));
    const { document, operation } = prepared;
    if (operation === 'subscription') {
      return wantsEvents(request) ? eventStream(await engine.subscribe(document, asked)) : onlyAsEvents();
    }
    if (operation === 'mutation') {
      if (request.method === 'GET') return onlyByPost();
      if (caller.scope && !covers(caller.scope, 'operate')) return refuseScope('operate');
    }
    const authorization = request.headers.get('authorization') ?? undefined;
    return answer(await engine.execute(document, asked, { local, authorization }));
  };
}

/** An address alone must change nothing: it is fetched ahead, bookmarked and linked to. */
function onlyByPost(): Response {
  return json(405, { code: 'method-not-allowed', message: 'Send mutations by POST.' }, { allow: 'POST' });
}

function onlyAsEvents(): Response {
  const message = 'Subscribe over WebSocket, or as server-sent events ("Accept: text/event-stream").';
  return json(406, { code: 'not-acceptable', message });
}
