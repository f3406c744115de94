import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';

/** A way to a TCP server that can be cut at a chosen moment. */
export interface BreakableProxy {
  readonly port: number;
  /** `request`: the next bytes from the client are lost; `reply`: they arrive, what the server answers is lost. */
  breakNext(what: 'request' | 'reply'): void;
  close(): Promise<void>;
}

/** Passes everything on to the server of `url`, as it is when this is called. */
export async function startProxy(url: URL): Promise<BreakableProxy> {
  const { hostname, port } = url;
  let broken: 'request' | 'reply' | undefined;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', end);
    }
    client.on('data', (bytes) => {
      if (broken === 'request') {
        broken = undefined;
        end();
      } else upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (broken === 'reply') {
        broken = undefined;
        end();
      } else client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    breakNext: (what) => {
      broken = what;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
