import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from '@orchestrator/runtime';
import { graphqlPath } from '../graphql/graphql-path.js';
import type { Upgrade } from '../graphql/transports/sockets.js';
import type { Gate } from './auth/gate.js';

/** Takes a connection over from HTTP, as an `upgrade` listener of Node's server does. */
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** GraphQL is the one surface with WebSockets. Whoever connects needs what a GET of the same address needs. */
export function createUpgrade(gate: Gate, graphql: Upgrade, logger: Logger): UpgradeHandler {
  return (incoming, socket, head) => {
    const url = addressOf(incoming);
    if (!url || !graphqlPath.test(url.pathname)) return refuseUpgrade(socket, '404 Not Found');
    graphql(incoming, socket, head, async (authorization) => {
      const headers = new Headers();
      const credentials = authorization ?? incoming.headers.authorization;
      if (credentials !== undefined) headers.set('authorization', credentials);
      try {
        const caller = await gate.admit(new Request(url, { headers }), url.pathname, 'read');
        return !(caller instanceof Response);
      } catch (error) {
        logger.error(`A WebSocket is refused: ${error instanceof Error ? error.message : String(error)}`);
        return false;
      }
    });
  };
}

/** The address that a client asked for; undefined when it cannot be read. */
export function addressOf({ url, headers }: IncomingMessage): URL | undefined {
  return URL.parse(url ?? '/', `http://${headers.host ?? 'localhost'}`) ?? undefined;
}

/** Answers that a connection stays what it is, and ends it. */
export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
