// `node ledger/serve.mjs FILE SEED REPLICAS`: the service that workflows call. It is never disturbed, and writes down every
// call and every event before it answers. Each replica has a port of its own, by which it is known. Prints the ports.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { hash } from '../random.mjs';
import { answerTo } from './answer.mjs';
import { Journal } from './journal.mjs';

/** How many of a hundred calls are answered late, and how many are written down and never answered. */
const LATE = 10;
const UNANSWERED = 5;

/** Longest time that a late answer takes, in milliseconds. */
const LATEST = 1_500;

const [file, seed, replicas] = process.argv.slice(2);
const journal = new Journal(file);
/** The keys of each step of each run, in the order in which they came first. */
const keysOf = new Map();

/** Serves one replica; answers the port. */
async function serve(replica) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://ledger').pathname;
    const work =
      path === '/events' ? takeEvent(request, response) : takeStep(replica, path, request, response);
    work.catch((error) => {
      console.error(error);
      response.destroy();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}

async function takeStep(replica, path, request, response) {
  const at = Date.now();
  const [, step] = /^\/steps\/([^/]+)$/.exec(path) ?? [];
  const {
    'idempotency-key': key = '',
    kogitoprocinstanceid: run = '',
    kogitoprocid: workflow = '',
  } = request.headers;
  const body = JSON.parse(await text(request));
  const { attempt, repeated } = attemptOf(`${run} ${step}`, key);
  const chance = hash(`${seed} ${key}`);
  const unanswered = !repeated && chance % 100 < UNANSWERED;
  const refused = attempt <= (body.fail ?? 0);
  const outcome = unanswered ? 'unanswered' : refused ? 'refused' : 'answered';
  await journal.add({ kind: 'call', at, replica, run, workflow, step, key, attempt, body, outcome });
  if (unanswered) return void request.socket.resetAndDestroy();
  if (!repeated && (chance >>> 8) % 100 < LATE) await pause((chance >>> 16) % LATEST);
  respond(
    response,
    refused ? 500 : 200,
    refused ? { message: 'not now' } : answerTo(step, body.value, attempt),
  );
}

function attemptOf(step, key) {
  if (!keysOf.has(step)) keysOf.set(step, []);
  const keys = keysOf.get(step);
  const repeated = keys.includes(key);
  if (!repeated) keys.push(key);
  return { attempt: keys.indexOf(key) + 1, repeated };
}

async function takeEvent(request, response) {
  const at = Date.now();
  const {
    'ce-id': id,
    'ce-type': type,
    'ce-source': source,
    'ce-kogitoprocinstanceid': run,
  } = request.headers;
  const data = JSON.parse(await text(request));
  await journal.add({ kind: 'event', at, run, id, type, source, data });
  respond(response, 202);
}

function respond(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body && JSON.stringify(body));
}

console.log(
  JSON.stringify(await Promise.all(Array.from({ length: Number(replicas) }, (_, replica) => serve(replica)))),
);
