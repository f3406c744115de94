import { createServer, STATUS_CODES } from 'node:http';
import type { Server } from 'node:http';
import { createRequestListener } from '@remix-run/node-fetch-server';
import { checkExposure, isLoopback, ListenError } from './exposure.js';
import type { Address } from './exposure.js';
import { addressOf, refuseUpgrade } from './upgrade.js';
import type { UpgradeHandler } from './upgrade.js';

/** A `fetch` handler on a port. */
export interface Listening {
  readonly url: string;
  /** Asks clients to leave: each answer from now on is the last one of its connection. */
  drain(): void;
  /** Takes no new connections; requests on their way are still answered. */
  stop(): void;
  /** Ends every connection. */
  close(): Promise<void>;
}

/** Milliseconds that a client may take to send its headers, and its whole request. */
const HEADERS_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 30_000;

/**
 * Puts a handler on a port.
 *
 * @param closed - whether the handler itself serves nobody without credentials
 * @param upgrade - takes over connections that are to become WebSockets; absent: there are none
 * @throws ListenError
 */
export async function listen(
  handler: (request: Request) => Promise<Response>,
  address: Address,
  closed = false,
  upgrade?: UpgradeHandler,
): Promise<Listening> {
  checkExposure(address, closed);
  const { host, port } = address;
  let draining = false;
  const guarded = async (request: Request): Promise<Response> => {
    const response = await (refusal(request, isLoopback(host)) ?? handler(request));
    if (draining) response.headers.set('connection', 'close');
    return response;
  };
  const server = createServer(
    { headersTimeout: HEADERS_TIMEOUT, requestTimeout: REQUEST_TIMEOUT },
    createRequestListener(guarded, {
      onError: () => new Response('This request could not be read.', { status: 400 }),
    }),
  );
  if (upgrade) server.on('upgrade', guardedUpgrade(upgrade, isLoopback(host)));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  return {
    url: urlOf(server, host),
    drain: () => void (draining = true),
    stop: () => void server.close(),
    close: () => close(server),
  };
}

/**
 * Pages on the web can reach ports of the visitor's machine through the browser: by a name that they control (DNS
 * rebinding), which shows in the Host header, or directly, which shows in the Origin header. Both are refused.
 */
function refusal(request: Request, loopbackOnly: boolean): Promise<Response> | undefined {
  const status = refusedStatus(new URL(request.url), request.headers.get('origin'), loopbackOnly);
  if (status === undefined) return undefined;
  const text =
    status === 421
      ? 'This server answers requests to localhost only.'
      : 'This server answers no requests of pages from elsewhere.';
  return Promise.resolve(new Response(text, { status }));
}

function refusedStatus(
  { host, hostname }: URL,
  origin: string | null,
  loopbackOnly: boolean,
): number | undefined {
  if (loopbackOnly && !isLoopback(hostname)) return 421;
  return origin === null || (URL.canParse(origin) && new URL(origin).host === host) ? undefined : 403;
}

/** The same for WebSockets, which browsers open to anywhere. */
function guardedUpgrade(upgrade: UpgradeHandler, loopbackOnly: boolean): UpgradeHandler {
  return (request, socket, head) => {
    const url = addressOf(request);
    const status = url ? refusedStatus(url, request.headers.origin ?? null, loopbackOnly) : 400;
    if (status === undefined) upgrade(request, socket, head);
    else refuseUpgrade(socket, `${status} ${STATUS_CODES[status] ?? ''}`);
  };
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): ListenError {
  const cause = { cause: error };
  switch (error.code) {
    case 'EADDRINUSE':
      return new ListenError(
        'address-in-use',
        `Port ${port} on ${host} is taken; stop what listens there or choose another port.`,
        cause,
      );
    case 'EACCES':
      return new ListenError(
        'address-not-allowed',
        `Port ${port} on ${host} may not be opened by this user; choose one above 1023.`,
        cause,
      );
    default:
      return new ListenError(
        'address-unknown',
        `${host}:${port} can't be listened on: ${error.message}.`,
        cause,
      );
  }
}
