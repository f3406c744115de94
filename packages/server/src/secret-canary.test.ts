import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openOrchestrator } from './open-orchestrator.js';
import type { Orchestrator } from './orchestrator.js';

/** Planted where credentials come in; each must reach the service and be found nowhere else. */
const TOKEN = 'CANARY-token-of-the-start';
const PASSWORD = 'CANARY-password-of-the-folder';
const CANARY = /CANARY/;

const caller = (id: string, first: string, address: string) => `
id: ${id}
name: Caller
start: First
functions:
  - {name: call, type: custom, operation: 'rest:get:${address}'}
states:
  - {name: First, ${first}, transition: Call}
  - name: Call
    type: operation
    actions:
      - name: call
        functionRef:
          refName: call
          arguments:
            HEADER_X-Token: '\${ $WORKFLOW.headers["X-Authorization-Acme"] }'
            HEADER_X-Password: '\${ $SECRET.acme.password }'
        actionDataFilter: {results: '{ok: .ok}'}
    end: true
`;

const PARENT = `
id: parent
start: Sub
states:
  - {name: Sub, type: operation, actions: [{name: sub, subFlowRef: {workflowId: caller}}], end: true}
`;

const EVERYTHING = `{
  ProcessInstances { id state variables businessKey error { message cause } executionSummary
    nodes { name inputArgs outputArgs errorMessage retryMessage } }
  ProcessDefinitions { id source metadata nodes { name } }
}`;

let folder = '';
let service: Server;
const calls: IncomingHttpHeaders[] = [];
const lines: string[] = [];
const events: string[] = [];
let orchestrator: Orchestrator | undefined;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'orchestrator-'));
  service = createServer((request, response) => {
    void (async () => {
      if (request.url === '/events') {
        events.push(JSON.stringify(request.headers) + (await text(request)));
        response.writeHead(202).end();
        return;
      }
      calls.push(request.headers);
      // Services that refuse a request are known to repeat it.
      const refused = request.url === '/refused';
      response.writeHead(refused ? 403 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(refused ? { refused: request.headers } : { ok: true }));
    })();
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  await mkdir(path.join(folder, 'workflows'));
  const documents = {
    'caller.sw.yaml': caller('caller', 'type: sleep, duration: PT3S', `${url}/ok`),
    'refused.sw.yaml': caller('refused', 'type: inject, data: {}', `${url}/refused`),
    'parent.sw.yaml': PARENT,
    'application.properties': `acme.password=${PASSWORD}\nmp.messaging.outgoing.kogito_outgoing_stream.url=${url}/events\n`,
  };
  for (const [name, content] of Object.entries(documents))
    await writeFile(path.join(folder, 'workflows', name), content);
});

afterAll(async () => {
  await orchestrator?.close();
  await new Promise((resolve) => service.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

async function open(): Promise<Orchestrator> {
  const log = (message: string, fields?: object) => void lines.push(message + JSON.stringify(fields ?? {}));
  orchestrator = await openOrchestrator({
    workflows: path.join(folder, 'workflows'),
    database: { kind: 'pglite', dataDir: path.join(folder, 'data') },
    serviceUrl: 'http://orchestrator.test',
    logger: { error: log, warn: log, info: log, debug: log },
  });
  return orchestrator;
}

const send = async (method: string, address: string, body?: object): Promise<string> => {
  const response = await orchestrator?.fetch(
    new Request(`http://orchestrator.test${address}`, {
      method,
      headers: {
        'content-type': 'application/json',
        'X-Authorization-Acme': TOKEN,
        authorization: `Bearer ${TOKEN}`,
      },
      ...(body && { body: JSON.stringify(body) }),
    }),
  );
  return `${JSON.stringify([...(response?.headers ?? [])])}${await response?.text()}`;
};

async function bytesIn(directory: string): Promise<string> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return (
    await Promise.all(files.map((file) => readFile(path.join(file.parentPath, file.name), 'latin1')))
  ).join('\n');
}

it('shows credentials to the service that they are for and to nobody else, over a restart', async () => {
  const first = await open();
  const answers = [await send('POST', '/refused', {}), await send('POST', '/parent', {})];
  const { id } = JSON.parse(/\{.*\}$/.exec(answers[0] ?? '')?.[0] ?? '{}') as { id: string };
  await first.close();
  expect(calls).toHaveLength(1);

  await open();
  await vi.waitFor(() => expect(calls).toHaveLength(2), { timeout: 10_000 });
  for (const headers of calls) expect(headers).toMatchObject({ 'x-token': TOKEN, 'x-password': PASSWORD });
  await vi.waitFor(
    async () => expect(await send('GET', '/parent')).toMatch(/\[\]$/), // It has ended.
    { timeout: 10_000 },
  );
  for (const address of ['/refused', `/refused/${id}`, '/q/metrics', '/q/openapi', '/management/processes'])
    answers.push(await send('GET', address));
  answers.push(
    await send('GET', `/management/processes/refused/instances/${id}/error`),
    await send('POST', `/management/processes/refused/instances/${id}/retrigger`),
    await send('POST', '/graphql', { query: EVERYTHING }),
  );
  await orchestrator?.close();
  orchestrator = undefined;

  expect(answers.join('\n')).toContain('"refused"');
  expect(answers.join('\n')).not.toMatch(CANARY);
  expect(lines.join('\n')).not.toMatch(CANARY);
  expect(events.join('\n')).not.toMatch(CANARY);
  const database = await bytesIn(path.join(folder, 'data'));
  expect(database).toContain('X-Authorization-Acme');
  expect(database).not.toMatch(CANARY);
}, 120_000);
