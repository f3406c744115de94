import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AccessToken } from './http/auth/tokens.js';
import { openOrchestrator } from './open-orchestrator.js';
import type { Orchestrator } from './orchestrator.js';

/** An orchestrator on a database in memory and a workflows folder of its own. */
export interface TestOrchestrator extends Orchestrator {
  readonly folder: string;
  readonly lines: string[];
  get(path: string): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Any method; a body is sent as JSON. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  query(
    query: string,
    variables?: object,
  ): Promise<{ data?: Record<string, unknown>; errors?: { message: string; extensions: object }[] }>;
}

/** Opens one whose folder holds these documents, by file name. */
export async function openTestOrchestrator(
  documents: Record<string, string>,
  environment: { readonly [name: string]: string | undefined } = {},
  shared: Record<string, string> = {},
  tokens: readonly AccessToken[] = [],
): Promise<TestOrchestrator> {
  const folder = await mkdtemp(path.join(tmpdir(), 'orchestrator-'));
  for (const [name, text] of Object.entries(documents)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  const lines: string[] = [];
  const log = (message: string) => void lines.push(message);
  const orchestrator = await openOrchestrator({
    workflows: folder,
    database: { kind: 'pglite-memory' },
    serviceUrl: 'http://orchestrator.test',
    environment,
    configuration: { shared: new Map(Object.entries(shared)) },
    tokens,
    logger: { error: log, warn: log, info: log, debug: log },
  });
  const get = (address: string) => orchestrator.fetch(new Request(`http://orchestrator.test${address}`));
  const post = (
    address: string,
    body: unknown,
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ) =>
    orchestrator.fetch(
      new Request(`http://orchestrator.test${address}`, {
        method: 'POST',
        headers,
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
  const send: TestOrchestrator['send'] = (method, address, body, headers = {}) =>
    orchestrator.fetch(
      new Request(`http://orchestrator.test${address}`, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  return {
    ...orchestrator,
    folder,
    lines,
    get,
    post,
    send,
    query: async (query, variables = {}) =>
      (await post('/graphql', { query, variables })).json() as ReturnType<TestOrchestrator['query']>,
    async close() {
      await orchestrator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A workflow that greets, one that fails, one that sleeps; the first checks its input. */
export const documents = {
  'greet/greet.sw.yaml': `
id: greet
start: Hello
name: Greet
description: Says hello
version: '2.0'
annotations: [demo]
dataInputSchema: in.json
states:
  - name: Hello
    type: operation
    actions: [{name: say, functionRef: hello}]
    end: true
functions: [{name: hello, type: expression, operation: '{greeting: "Hello \\(.name)"}'}]
`,
  'greet/in.json': '{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}',
  'fail.sw.yaml': `
id: fail
start: Print
functions: [{name: f, type: expression, operation: 'error("out of paper")'}]
states:
  - {name: Print, type: operation, actions: [{name: print, functionRef: f}], end: true}
`,
  'nap.sw.yaml': `
id: nap
start: Nap
states:
  - {name: Nap, type: sleep, duration: PT1H, end: true}
`,
  'headers.sw.yaml': `
id: headers
start: Read
states:
  - name: Read
    type: operation
    actions: [{name: read, functionRef: read}]
    end: true
functions:
  - {name: read, type: expression, operation: '{trace: $WORKFLOW.headers["X-Trace-Id"], lower: $WORKFLOW.headers["x-trace-id"]}'}
`,
  'two.sw.yaml': `
id: two
start: First
states:
  - {name: First, type: inject, data: {first: true}, transition: Second}
  - {name: Second, type: inject, data: {second: true}, end: true}
`,
};
