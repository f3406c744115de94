import { createServer } from 'node:net';
import path from 'node:path';
import { resourceRoot } from '../corpus.mjs';
import { openFunctions } from './functions.mjs';
import { openGrpc } from './grpc-service.mjs';
import { openMocks } from './http-mocks.mjs';

/**
 * Opens everything outside of the application that a case needs.
 *
 * @param {object} entry the case
 * @param {string} corpus the corpus folder
 */
export async function openStandIns(entry, corpus) {
  const { mocks = [], services = [], grpc, workflow } = entry;
  const mentioned = [...JSON.stringify(entry).matchAll(/\$\{mock:([^:}]+)/g)].map(([, name]) => name);
  const servers = await openMocks(mocks, mentioned);
  const functions = services.length > 0 ? await openFunctions(services) : undefined;
  const root = path.join(corpus, resourceRoot(workflow));
  const greeter = grpc && (await openGrpc(grpc, [root, corpus]));
  const ports = [...servers.ports].flatMap(([name, port]) => [
    [`mock:${name}`, `http://127.0.0.1:${port}`],
    [`mock:${name}:port`, String(port)],
  ]);
  return {
    /** What `${…}` stands for in the case. */
    bindings: new Map([
      ...ports,
      ...(greeter ? [['grpc:port', String(greeter.port)]] : []),
      ['closedPort', String(await closedPort())],
    ]),
    /** File for `--functions`; undefined when the case needs none. */
    functions: functions?.file,
    /** Calls of functions so far. */
    calls: functions?.calls ?? [],
    received: servers.received,
    async close() {
      await Promise.all([servers.close(), functions?.close(), greeter?.close()]);
    },
  };
}

/** A port on which nothing listens. */
async function closedPort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
