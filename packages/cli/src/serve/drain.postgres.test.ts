import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startPostgres } from '@orchestrator/store/testing';
import type { TestPostgres } from '@orchestrator/store/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { withFiles } from '../command.fixture.js';
import { serveAlone } from './serving-process.fixture.js';
import type { ServingProcess } from './serving-process.fixture.js';

/** Longest time for the work of a process that has died to be taken over, in milliseconds. */
const TAKE_OVER_MS = 10_000;

describe('processes that serve one PostgreSQL', { timeout: 240_000 }, () => {
  let postgres: TestPostgres;
  let service: Server;
  let database: string;
  const processes: ServingProcess[] = [];
  /** Calls that arrived at the service; each waits for its answer. */
  let calls: { readonly key: string | undefined; readonly response: ServerResponse }[] = [];

  beforeAll(async () => {
    postgres = await startPostgres();
  });
  beforeEach(async () => {
    database = await postgres.createDatabase();
    calls = [];
    service = createServer((request, response) => {
      calls.push({ key: request.headers['idempotency-key']?.toString(), response });
    });
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    for (const process of processes) process.kill('SIGKILL');
    await Promise.all(processes.splice(0).map(({ ended }) => ended));
    service.closeAllConnections();
    service.close();
  });
  afterAll(() => postgres.stop());

  const workflow = (): string => `id: asking
start: Ask
functions:
  - {name: get, type: custom, operation: 'rest:GET:http://127.0.0.1:${(service.address() as AddressInfo).port}/x'}
states:
  - {name: Ask, type: operation, actions: [{functionRef: get}], end: true}
`;
  const serving = async (folder: string, ...args: string[]): Promise<ServingProcess> => {
    const options = ['--workflows', folder, '--database-url', database, ...args];
    const started = await serveAlone(folder, options);
    processes.push(started);
    return started;
  };
  const start = async ({ url }: ServingProcess): Promise<Response> =>
    fetch(`${url}/asking`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', prefer: 'respond-async' },
      body: '{}',
    });
  const idOf = async (response: Response): Promise<string> =>
    ((await response.json()) as { readonly id: string }).id;
  const arrived = (count: number): Promise<void> =>
    vi.waitFor(() => expect(calls).toHaveLength(count), { timeout: 30_000, interval: 10 });
  const answer = (index: number): void => void calls[index]?.response.end('{"answered":true}');
  const completed = (server: ServingProcess, id: string): Promise<void> =>
    vi.waitFor(
      async () => {
        const query = `{ProcessInstances(where: {id: {equal: "${id}"}}) {state}}`;
        const response = await fetch(`${server.url}/graphql?query=${encodeURIComponent(query)}`);
        expect(await response.json()).toEqual({ data: { ProcessInstances: [{ state: 'COMPLETED' }] } });
      },
      { timeout: 30_000, interval: 50 },
    );

  it('finish their calls when they are told to stop, and refuse what is new meanwhile', async () => {
    await withFiles({ 'asking.sw.yaml': workflow() }, async (folder) => {
      const server = await serving(folder, '--set', 'orchestrator.drain.time=PT60S');
      const id = await idOf(await start(server));
      await arrived(1);
      server.kill('SIGTERM');
      await vi.waitFor(async () => {
        expect((await fetch(`${server.url}/q/health/ready`)).status).toBe(503);
      }, 30_000);
      const refused = await start(server);
      expect([refused.status, refused.headers.get('connection')]).toEqual([503, 'close']);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      answer(0);
      expect(await server.ended).toBe(0);
      const other = await serving(folder);
      await completed(other, id);
      expect(calls).toHaveLength(1);
    });
  });

  it('leave a call that takes too long to another one, which repeats it with the same key at once', async () => {
    await withFiles({ 'asking.sw.yaml': workflow() }, async (folder) => {
      // The lease of a process that gives nothing back would outlast the test.
      const lease = ['--set', 'orchestrator.recovery.lease=PT10M'];
      const server = await serving(folder, ...lease, '--set', 'orchestrator.drain.time=PT0.1S');
      const other = await serving(folder, ...lease);
      const id = await idOf(await start(server));
      await arrived(1);
      server.kill('SIGTERM');
      expect(await server.ended).toBe(0);
      await arrived(2);
      answer(1);
      await completed(other, id);
      expect(calls[1]?.key).toBe(calls[0]?.key);
    });
  });

  it('stop at once when they are told so twice, and are replaced soon when they are killed', async () => {
    await withFiles({ 'asking.sw.yaml': workflow() }, async (folder) => {
      const [impatient, killed] = await Promise.all([
        serving(folder, '--set', 'orchestrator.drain.time=PT10M'),
        serving(folder),
      ]);
      const id = await idOf(await start(impatient));
      await arrived(1);
      impatient.kill('SIGTERM');
      await vi.waitFor(() => expect(impatient.log()).toContain('Stopping'), 30_000);
      impatient.kill('SIGTERM');
      expect(await impatient.ended).toBe(0);
      await arrived(2);
      const last = await serving(folder);
      killed.kill('SIGKILL');
      const death = Date.now();
      await arrived(3);
      expect(Date.now() - death).toBeLessThan(TAKE_OVER_MS);
      answer(2);
      await completed(last, id);
      expect(new Set(calls.map(({ key }) => key)).size).toBe(1);
    });
  });
});
