import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A call that a recipient got. */
export interface ReceivedCall {
  readonly at: number;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Somebody whom jobs call. */
export interface TestRecipient {
  readonly url: string;
  readonly calls: ReceivedCall[];
  close(): Promise<void>;
}

/**
 * Listens on a port of the loopback.
 *
 * @param answer - the status for each call; it may wait before it gives one
 */
export async function startRecipient(
  answer: (call: ReceivedCall) => number | Promise<number> = () => 200,
): Promise<TestRecipient> {
  const calls: ReceivedCall[] = [];
  const server = createServer((request, response) => {
    const { method = '', url: path = '', headers } = request;
    const at = Date.now();
    void text(request)
      .then(async (body) => {
        const call = { at, method, path, headers, body };
        calls.push(call);
        response.writeHead(await answer(call)).end();
      })
      // Whoever called may have gone.
      .catch(() => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
