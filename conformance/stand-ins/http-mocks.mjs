import { createServer } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { resolve } from '../placeholders.mjs';
import { requestMatches } from './request-matches.mjs';

/**
 * @typedef {{method: string, url: URL, headers: Record<string, string>, text: string, json: unknown}} MockRequest
 */

/**
 * Opens the HTTP servers that a case calls. A request is answered by the first mock that it matches, else with 404. A mock
 * with a list of replies gives a run one after the other, and the last one from then on.
 *
 * @param {readonly {server: string, when: object, reply: object | readonly object[]}[]} mocks
 * @param {readonly string[]} more names of servers that have to be there although no mock is theirs
 */
export async function openMocks(mocks, more = []) {
  const servers = new Map();
  for (const name of new Set([...mocks.map(({ server }) => server), ...more])) {
    servers.set(name, await openServer(mocks.filter(({ server }) => server === name)));
  }
  return {
    /** Names of the servers and their ports. */
    ports: new Map([...servers].map(([name, { port }]) => [name, port])),
    /** Requests that a server has received so far, in order. */
    received: (name) => servers.get(name)?.received ?? [],
    close: () => Promise.all([...servers.values()].map((server) => server.close())),
  };
}

async function openServer(mocks) {
  const received = [];
  const turns = new Turns();
  const server = createServer((request, response) => {
    take(request, received)
      .then((taken) => reply(turns.replyOf(mockFor(mocks, taken), taken), response))
      .catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    received,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The id of a run is not known before its start is answered, but every call of a run tells it. */
function mockFor(mocks, request) {
  const bindings = new Map([['id', request.headers.kogitoprocinstanceid]]);
  return mocks.find(({ when }) => requestMatches(resolve(when, bindings), request));
}

/** How often each run has asked a mock that answers in turn. */
class Turns {
  #asked = new Map();

  replyOf(mock, request) {
    if (!Array.isArray(mock?.reply)) return mock?.reply;
    const runs = this.#asked.get(mock) ?? new Map();
    this.#asked.set(mock, runs);
    const run = request.headers.kogitoprocinstanceid;
    const turn = runs.get(run) ?? 0;
    runs.set(run, turn + 1);
    return mock.reply[Math.min(turn, mock.reply.length - 1)];
  }
}

async function take(request, received) {
  const text = await readText(request);
  const url = new URL(request.url, 'http://mock');
  const taken = { method: request.method, url, headers: request.headers, text, json: parse(text) };
  received.push(taken);
  return taken;
}

async function reply(answer, response) {
  if (!answer) return response.writeHead(404).end();
  const { status = 200, headers = {}, json, text, delayMs = 0, fault } = answer;
  if (delayMs > 0) await pause(delayMs);
  if (fault !== undefined) return response.socket?.resetAndDestroy();
  const type = json === undefined ? 'text/plain' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers });
  return response.end(json === undefined ? (text ?? '') : JSON.stringify(json));
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
