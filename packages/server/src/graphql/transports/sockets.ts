import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { GraphqlEngine } from '../engine.js';
import { PROTOCOLS } from './socket-protocol.js';
import { openSession } from './socket-session.js';

/** Bytes of one message. */
const MAX_MESSAGE = 1_000_000;

/** Clients at the same time. */
const MAX_CLIENTS = 1_000;

/** Milliseconds that a client has to answer that the connection ends. */
const FAREWELL = 500;

/** Takes a connection over from HTTP. */
export type Upgrade = (
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  admit: (authorization: string | undefined) => Promise<boolean>,
) => void;

/** GraphQL over WebSocket. */
export class GraphqlSockets {
  readonly #engine: GraphqlEngine;
  readonly #server = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    maxPayload: MAX_MESSAGE,
    perMessageDeflate: false,
    handleProtocols: (offered) => PROTOCOLS.find(({ name }) => offered.has(name))?.name ?? false,
  });

  constructor(engine: GraphqlEngine) {
    this.#engine = engine;
  }

  readonly upgrade: Upgrade = (request, socket, head, admit) => {
    if (this.#server.clients.size >= MAX_CLIENTS) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (client) => {
      const protocol = PROTOCOLS.find(({ name }) => name === client.protocol);
      if (protocol) openSession(client, protocol, this.#engine, admit);
      else client.close(4406, 'Subprotocol not acceptable');
    });
  };

  /** Ends all connections. */
  close(): void {
    for (const client of this.#server.clients) {
      client.close(1001, 'The server stops');
      // One that does not answer is not waited for.
      setTimeout(() => client.terminate(), FAREWELL).unref();
    }
    this.#server.close();
  }
}
