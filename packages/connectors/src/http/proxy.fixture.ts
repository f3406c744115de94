import { createServer, request as send } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach } from 'vitest';

/** A real proxy on loopback, new for each test. Whatever it is asked for, it finds at one port of loopback. */
export class ProxyServer {
  /** What it was asked for: `CONNECT host:port`, `GET http://host/path`; and with which credentials. */
  readonly asked: { readonly request: string; readonly credentials: string | undefined }[] = [];
  /** Port at which it finds every host. */
  target = 0;
  port = 0;
  readonly #server = createServer((request, response) => this.#forward(request, response)).on(
    'connect',
    (request: IncomingMessage, client: Socket) => this.#tunnel(request, client),
  );
  readonly #sockets = new Set<Socket>();

  static use(): () => ProxyServer {
    let proxy = new ProxyServer();
    beforeEach(async () => {
      proxy = new ProxyServer();
      await proxy.#listen();
    });
    afterEach(() => proxy.#close());
    return () => proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async #listen(): Promise<void> {
    this.#server.on('connection', (socket: Socket) => this.#sockets.add(socket));
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.port = (this.#server.address() as AddressInfo).port;
  }

  async #close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #note({ method, url, headers }: IncomingMessage): void {
    this.asked.push({
      request: `${method ?? ''} ${url ?? ''}`,
      credentials: headers['proxy-authorization'],
    });
  }

  #forward(request: IncomingMessage, response: ServerResponse): void {
    this.#note(request);
    const { pathname } = new URL(request.url ?? '');
    const options = { port: this.target, method: request.method, path: pathname, headers: request.headers };
    const onward = send({ host: '127.0.0.1', ...options }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  }

  #tunnel(request: IncomingMessage, client: Socket): void {
    this.#note(request);
    const upstream = connect(this.target, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    this.#sockets.add(upstream);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
  }
}
