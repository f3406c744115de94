import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import type { WebSocket } from 'ws';
import { parseJson } from '../../http/json.js';
import type { GraphqlEngine } from '../engine.js';
import { graphqlRequestOf } from '../read-request.js';
import type { SocketProtocol } from './socket-protocol.js';

/** Subscriptions on one connection. */
const MAX_SUBSCRIPTIONS = 100;

/** Values in one message. */
const MAX_VALUES = 20_000;

/** Bytes that may wait for a client; whoever takes them too slowly is let go. */
const MAX_WAITING_BYTES = 8_000_000;

/** Milliseconds within which a client has to introduce itself. */
const PATIENCE = 10_000;

/** Why a connection is closed, by the numbers of graphql-transport-ws. */
const BAD_MESSAGE = 4400;
const UNAUTHORIZED = 4401;
const FORBIDDEN = 4403;
const TOO_LATE = 4408;
const TWICE = 4409;
const TOO_MANY = 4429;

/**
 * One client on a WebSocket.
 *
 * @param admit - whether somebody with these credentials, or those of the connection, may read
 */
export function openSession(
  socket: WebSocket,
  protocol: SocketProtocol,
  engine: GraphqlEngine,
  admit: (authorization: string | undefined) => Promise<boolean>,
): void {
  new SocketSession(socket, protocol, engine, admit);
}

class SocketSession {
  readonly #socket: WebSocket;
  readonly #protocol: SocketProtocol;
  readonly #engine: GraphqlEngine;
  readonly #admit: (authorization: string | undefined) => Promise<boolean>;
  /** What runs, by the client's id; undefined while it is being begun. */
  readonly #running = new Map<string, AsyncIterator<object> | undefined>();
  /** Settles once somebody has introduced themselves, or was refused. */
  #introduced: Promise<void> | undefined;
  #isReady = false;

  constructor(...[socket, protocol, engine, admit]: Parameters<typeof openSession>) {
    this.#socket = socket;
    this.#protocol = protocol;
    this.#engine = engine;
    this.#admit = admit;
    const timer = setTimeout(() => {
      if (!this.#isReady) socket.close(TOO_LATE, 'Connection initialisation timeout');
    }, PATIENCE).unref();
    socket.on('message', (data, isBinary) => {
      this.#receive(isBinary ? '' : String(data)).catch(() => socket.close(1011, 'Internal error'));
    });
    // The library closes the connection after an error.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      for (const iterator of this.#running.values()) void iterator?.return?.();
      this.#running.clear();
    });
  }

  async #receive(text: string): Promise<void> {
    const message = messageOf(text);
    const type = message?.type;
    const { subscribe, stop } = this.#protocol;
    if (type === 'connection_init') await this.#introduceOnce(message?.payload);
    else if (type === 'ping') this.#send({ type: 'pong' });
    else if (type === 'pong') return;
    else if (type === 'connection_terminate') this.#socket.close(1000);
    else if (typeof message?.id !== 'string' || (type !== subscribe && type !== stop))
      this.#socket.close(BAD_MESSAGE, 'Invalid message');
    else {
      if (this.#protocol.isHasty) await this.#introduced;
      if (type === stop) this.#stop(message.id);
      else await this.#begin(message.id, message.payload);
    }
  }

  async #introduceOnce(payload: Json | undefined): Promise<void> {
    if (this.#introduced) return this.#socket.close(TOO_MANY, 'Too many initialisation requests');
    this.#introduced = this.#introduce(payload);
    await this.#introduced;
  }

  async #introduce(payload: Json | undefined): Promise<void> {
    if (!(await this.#admit(authorizationIn(payload)))) return this.#socket.close(FORBIDDEN, 'Forbidden');
    this.#isReady = true;
    this.#send({ type: 'connection_ack' });
  }

  async #begin(id: string, payload: Json | undefined): Promise<void> {
    if (!this.#isReady) return this.#socket.close(UNAUTHORIZED, 'Unauthorized');
    if (this.#running.has(id))
      return this.#socket.close(TWICE, `Subscriber for ${id.slice(0, 50)} already exists`);
    const asked = graphqlRequestOf(payload);
    if (!asked) return this.#socket.close(BAD_MESSAGE, 'Invalid message');
    if (this.#running.size >= MAX_SUBSCRIPTIONS) {
      return this.#refuse(id, {
        errors: [{ message: `A connection takes ${MAX_SUBSCRIPTIONS} subscriptions.` }],
      });
    }
    const prepared = this.#engine.prepare(asked);
    if ('refused' in prepared) return this.#refuse(id, this.#engine.refusal(prepared));
    const { document, operation } = prepared;
    if (operation === 'mutation')
      return this.#refuse(id, { errors: [{ message: 'Send mutations by HTTP.' }] });
    this.#running.set(id, undefined);
    const results =
      operation === 'subscription'
        ? await this.#engine.subscribe(document, asked)
        : await this.#engine.execute(document, asked);
    if (Symbol.asyncIterator in results) return this.#relay(id, results as AsyncIterableIterator<object>);
    if (this.#running.delete(id)) this.#complete(id, results);
  }

  async #relay(id: string, results: AsyncIterableIterator<object>): Promise<void> {
    // The client may have left, or changed its mind, while the subscription was begun.
    if (!this.#running.has(id)) return void (await results.return?.());
    this.#running.set(id, results);
    for await (const result of results) {
      this.#send({ id, type: this.#protocol.next, payload: result });
    }
    if (this.#running.delete(id)) this.#send({ id, type: 'complete' });
  }

  #stop(id: string): void {
    const iterator = this.#running.get(id);
    this.#running.delete(id);
    void iterator?.return?.();
  }

  #complete(id: string, result: object): void {
    this.#send({ id, type: this.#protocol.next, payload: result });
    this.#send({ id, type: 'complete' });
  }

  #refuse(id: string, result: object): void {
    const errors =
      'errors' in result && Array.isArray(result.errors) ? (result.errors as readonly object[]) : [];
    const payload = this.#protocol.errors === 'list' ? errors : (errors[0] ?? {});
    this.#send({ id, type: 'error', payload });
  }

  #send(message: object): void {
    if (this.#socket.bufferedAmount > MAX_WAITING_BYTES) this.#socket.terminate();
    else this.#socket.send(JSON.stringify(message), () => undefined);
  }
}

function messageOf(text: string): JsonObject | undefined {
  try {
    const message = parseJson(text, { values: MAX_VALUES });
    return isJsonObject(message) ? message : undefined;
  } catch {
    return undefined;
  }
}

/** Browsers cannot set headers on a WebSocket, so clients introduce themselves in their first message. */
function authorizationIn(payload: Json | undefined): string | undefined {
  if (!isJsonObject(payload)) return undefined;
  const [, value] = Object.entries(payload).find(([name]) => name.toLowerCase() === 'authorization') ?? [];
  return typeof value === 'string' ? value : undefined;
}
