import type { GraphqlOptions } from './engine.js';
import type { GraphqlHandler } from './handler.js';
import type { Upgrade } from './transports/sockets.js';

/** GraphQL by HTTP and by WebSocket. */
export interface Graphql {
  readonly answer: GraphqlHandler;
  readonly upgrade: Upgrade;
  /** Ends all subscriptions. */
  close(): Promise<void>;
}

/**
 * Serves `/graphql`, whose modules are loaded at the first request: a runtime that nobody asks for lists starts without
 * GraphQL, which takes as long to load as the rest of the server.
 */
export function deferredGraphql(options: GraphqlOptions): Graphql {
  let loaded: ReturnType<typeof load> | undefined;
  return {
    async answer(request, caller, local) {
      return (await (loaded ??= load(options))).answer(request, caller, local);
    },
    upgrade(request, socket, head, admit) {
      // Until it is taken over, nobody else looks after the connection.
      const ignore = (): void => void socket.destroy();
      socket.on('error', ignore);
      (loaded ??= load(options)).then(
        ({ sockets }) => {
          socket.off('error', ignore);
          sockets.upgrade(request, socket, head, admit);
        },
        () => socket.destroy(),
      );
    },
    async close() {
      const parts = await loaded;
      parts?.sockets.close();
      parts?.engine.close();
    },
  };
}

async function load(options: GraphqlOptions) {
  const [{ createEngine }, { createGraphql }, { GraphqlSockets }] = await Promise.all([
    import('./engine.js'),
    import('./handler.js'),
    import('./transports/sockets.js'),
  ]);
  const engine = createEngine(options);
  return { engine, answer: createGraphql(engine), sockets: new GraphqlSockets(engine) };
}
