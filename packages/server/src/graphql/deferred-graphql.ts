import type { createGraphql, GraphqlHandler, GraphqlOptions } from './handler.js';

/**
 * Serves `/graphql` like `createGraphql`, whose module is loaded at the first request: a runtime that nobody asks for
 * lists starts without GraphQL, which takes as long to load as the rest of the server.
 */
export function deferredGraphql(options: GraphqlOptions): GraphqlHandler {
  let handler: Promise<ReturnType<typeof createGraphql>> | undefined;
  const load = async () => (await import('./handler.js')).createGraphql(options);
  return async (request, caller, local) => {
    handler ??= load();
    return (await handler)(request, caller, local);
  };
}
