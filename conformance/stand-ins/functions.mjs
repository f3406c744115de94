import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { behave } from './behaviour.mjs';

/**
 * Opens stand-ins for functions of a host language: a server that decides what each call gives, and a file for
 * `--functions` whose functions ask it, so that they work in whatever process the application is.
 *
 * @param {readonly {operation: string, behaviour: object[]}[]} services
 */
export async function openFunctions(services) {
  const calls = [];
  const server = createServer(async (request, response) => {
    const { operation, arguments: given } = await json(request);
    calls.push({ operation, arguments: given });
    const { behaviour } = services.find((service) => service.operation === operation);
    try {
      response.end(JSON.stringify(behave(behaviour, given)));
    } catch (error) {
      response.writeHead(500).end(error.message);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = await mkdtemp(path.join(tmpdir(), 'conformance-functions-'));
  const file = path.join(folder, 'functions.mjs');
  await writeFile(file, moduleText(services, server.address().port));
  return {
    file,
    /** Calls so far, in order. */
    calls,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function moduleText(services, port) {
  const entries = services.map(
    ({ operation }) => `  ${JSON.stringify(operation)}: ask(${JSON.stringify(operation)}),\n`,
  );
  return `const ask = (operation) => async ({ arguments: given }) => {
  const body = JSON.stringify({ operation, arguments: given });
  const response = await fetch('http://127.0.0.1:${port}/', { method: 'POST', body });
  if (!response.ok) throw new Error(await response.text());
  const { returns, throws } = await response.json();
  if (throws) throw Object.assign(new Error(throws.message), { name: throws.class });
  return returns;
};
export default {
${entries.join('')}};
`;
}
