import type { Logger, Runtime } from '@orchestrator/runtime';
import type { Store } from '@orchestrator/store';
import { execute } from 'graphql';
import type { Caller } from '../http/auth/gate.js';
import { refuseScope } from '../http/auth/gate.js';
import { covers } from '../http/auth/scopes.js';
import { json } from '../http/json.js';
import type { Forward } from './mutations/command.js';
import { prepare } from './prepare.js';
import { readRequest } from './read-request.js';
import { createResolvers } from './resolvers.js';
import type { RequestContext } from './resolvers.js';
import { sent } from './results.js';
import { createSchema } from './schema/create-schema.js';
import { createLoaders } from './views/loaders.js';

/** What answers GraphQL requests. */
export interface GraphqlOptions {
  readonly store: Store;
  readonly runtime: Runtime;
  /** The address of the server at this moment. */
  readonly serviceUrl: () => string;
  /** Passes commands on to other runtimes; absent: they are refused. */
  readonly forward?: Forward;
  readonly logger: Logger;
}

/** Answers a request of a caller; `local` carries out what mutations want of this server. */
export type GraphqlHandler = (
  request: Request,
  caller: Caller,
  local: (request: Request) => Promise<Response>,
) => Promise<Response>;

/** Serves `/graphql` by GET and POST; errors of a query come with status 200 (data-index-and-jobs.md 1.7). */
export function createGraphql(options: GraphqlOptions): GraphqlHandler {
  const { store, runtime, serviceUrl, forward, logger } = options;
  const schema = createSchema();
  const rootValue = createResolvers(store, runtime);
  return async (request, caller, local) => {
    const asked = await readRequest(request);
    const prepared = prepare(schema, asked);
    if ('refused' in prepared) return json(200, sent(prepared.refused, prepared.classification, logger));
    const { document, operation } = prepared;
    if (operation === 'mutation') {
      if (request.method === 'GET') return onlyByPost();
      if (caller.scope && !covers(caller.scope, 'operate')) return refuseScope('operate');
    }
    const contextValue: RequestContext = {
      loaders: createLoaders(store, runtime, serviceUrl()),
      channels: {
        local,
        ...(forward && { forward }),
        authorization: request.headers.get('authorization') ?? undefined,
      },
      rawVariables: asked.variables,
      rootFields: 0,
    };
    const result = await execute({
      schema,
      document,
      rootValue,
      contextValue,
      variableValues: asked.variables,
      ...(asked.operationName !== undefined && { operationName: asked.operationName }),
    });
    return json(200, sent(result, 'DataFetchingException', logger));
  };
}

/** An address alone must change nothing: it is fetched ahead, bookmarked and linked to. */
function onlyByPost(): Response {
  return json(405, { code: 'method-not-allowed', message: 'Send mutations by POST.' }, { allow: 'POST' });
}
