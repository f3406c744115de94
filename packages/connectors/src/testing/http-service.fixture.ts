import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach } from 'vitest';

/** A request as the service got it. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real server on loopback, new for each test, which keeps what it gets and answers `{"ok":true}` until told otherwise. */
export class HttpService {
  readonly received: ReceivedRequest[] = [];
  answer: (response: ServerResponse, request: ReceivedRequest) => void = (response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
  };
  port = 0;
  readonly #protocol: string;

  private constructor(tls: ServerOptions | undefined) {
    this.#protocol = tls ? 'https' : 'http';
  }

  static use(tls?: ServerOptions): () => HttpService {
    let service = new HttpService(tls);
    let server: Server;
    beforeEach(async () => {
      const current = new HttpService(tls);
      service = current;
      const listener = (request: IncomingMessage, response: ServerResponse) =>
        void current.#take(request, response);
      server = tls ? createTlsServer(tls, listener) : createServer(listener);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      service.port = (server.address() as AddressInfo).port;
    });
    afterEach(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    return () => service;
  }

  get url(): string {
    return `${this.#protocol}://127.0.0.1:${this.port}`;
  }

  get last(): ReceivedRequest {
    const last = this.received.at(-1);
    if (!last) throw new Error('The service has not been called.');
    return last;
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      body: await text(request),
    };
    this.received.push(received);
    this.answer(response, received);
  }
}
