import type { createGraphql } from './handler.js';

/**
 * Serves `/graphql` like `createGraphql`, whose module is loaded at the first request: a runtime that nobody asks for
 * lists starts without GraphQL, which takes as long to load as the rest of the server.
 */
export function deferredGraphql(
  options: Parameters<typeof createGraphql>[0],
): (request: Request) => Promise<Response> {
  let handler: Promise<ReturnType<typeof createGraphql>> | undefined;
  const load = async () => (await import('./handler.js')).createGraphql(options);
  return async (request) => {
    handler ??= load();
    return (await handler)(request);
  };
}
