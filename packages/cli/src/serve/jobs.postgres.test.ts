import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { startPostgres } from '@orchestrator/store/testing';
import type { TestPostgres } from '@orchestrator/store/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { withFiles } from '../command.fixture.js';
import { serveAlone } from './serving-process.fixture.js';
import type { ServingProcess } from './serving-process.fixture.js';

const JOBS = 10_000;
/** Share of the jobs that somebody cancels, and of the calls that fail. */
const CANCELLED = 0.06;
const FAILING = 0.3;
/** How many orders one request brings, and how many requests are on their way at once. */
const BATCH = 100;
const CLIENTS = 8;
/** How long before they are due jobs are ordered at most, in milliseconds. */
const LEAD = 8_000;

/** What is known of one job. Times are milliseconds since 1970. */
interface Record {
  readonly due: number;
  /** When it was called. */
  readonly calls: number[];
  succeeded: number;
  /** When it was answered that it is cancelled. */
  cancelled?: number;
  /** Somebody asked to cancel it, and got another answer or none. */
  unsure?: boolean;
}

/** Draws the same numbers in every run (a linear congruential generator). */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('ten thousand jobs, a recipient that fails, and a server that dies', { timeout: 300_000 }, () => {
  let postgres: TestPostgres;
  let recipient: Server;
  let server: ServingProcess;
  const random = drawing(20_261_128);
  const records = new Map<string, Record>();

  beforeAll(async () => {
    postgres = await startPostgres();
    recipient = createServer((request, response) => {
      const at = Date.now();
      request.resume().once('end', () => {
        const job = records.get(/^\/jobs\/([^?]+)\?limit=0$/.exec(request.url ?? '')?.[1] ?? '');
        job?.calls.push(at);
        const fails = !job || random() < FAILING;
        if (job && !fails) job.succeeded += 1;
        response.writeHead(fails ? 500 : 204).end();
      });
    });
    await new Promise<void>((resolve) => recipient.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    server.kill('SIGKILL');
    await server.ended;
    recipient.closeAllConnections();
    recipient.close();
    await postgres.stop();
  });

  const orderOf = (id: string, due: number): object => ({
    specversion: '1.0',
    id,
    source: '/test',
    type: 'job.create',
    data: {
      id,
      schedule: { type: 'timer', startTime: new Date(due).toISOString() },
      recipient: {
        type: 'http',
        url: `http://127.0.0.1:${(recipient.address() as AddressInfo).port}/jobs/${id}`,
      },
    },
  });

  /** A request to whatever process serves at that moment, until one answers. */
  const persistently = async (method: string, path: string, body?: unknown): Promise<Response> => {
    for (;;) {
      const headers = { 'content-type': 'application/cloudevents-batch+json' };
      const request = { method, ...(body !== undefined && { headers, body: JSON.stringify(body) }) };
      const response = await fetch(`${server.url}${path}`, request).catch(() => undefined);
      if (response && response.status !== 503) return response;
      await delay(20);
    }
  };

  /** Most at the moment at which they are due, when the call is about to begin. */
  const cancel = async (id: string, early: number): Promise<void> => {
    const job = records.get(id);
    if (!job) throw new Error(`${id} was not ordered.`);
    await delay(Math.max(0, job.due - early - Date.now()));
    const { url } = server;
    const response = await fetch(`${url}/jobs/${id}`, { method: 'DELETE' }).catch(() => undefined);
    if (response?.status === 200) job.cancelled = Date.now();
    else job.unsure = true;
  };

  /** Orders all jobs, and has some of them cancelled. */
  const orderAll = async (): Promise<void> => {
    const cancels: Promise<void>[] = [];
    const ids = Array.from({ length: JOBS }, (_, number) => `job-${number}`);
    const order = async (): Promise<void> => {
      for (let batch = ids.splice(0, BATCH); batch.length > 0; batch = ids.splice(0, BATCH)) {
        const events = batch.map((id) => {
          const due = Date.now() + Math.round(random() * LEAD);
          records.set(id, { due, calls: [], succeeded: 0 });
          return orderOf(id, due);
        });
        expect((await persistently('POST', '/v2/jobs/events', events)).status).toBe(202);
        const chosen = batch.filter(() => random() < CANCELLED);
        cancels.push(...chosen.map((id) => cancel(id, random() < 0.5 ? 0 : random() * LEAD)));
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, order));
    await Promise.all(cancels);
  };

  const countOf = async (...states: string[]): Promise<number> => {
    const query = `{CountJobs(where: {status: {in: [${states.join(', ')}]}})}`;
    const response = await persistently('GET', `/graphql?query=${encodeURIComponent(query)}`);
    return ((await response.json()) as { data: { CountJobs: number } }).data.CountJobs;
  };

  it('are all delivered, none early, and none after it was cancelled', async () => {
    const database = await postgres.createDatabase();
    await withFiles({}, async (folder) => {
      const serving = () =>
        serveAlone(folder, [
          ...['--workflows', folder, '--database-url', database],
          ...['--set', 'kogito.jobs-service.backoffRetryMillis=200'],
        ]);
      server = await serving();
      const begun = Date.now();
      const ordering = orderAll();
      const delivered = () => [...records.values()].filter(({ succeeded }) => succeeded > 0).length;
      await vi.waitFor(() => expect(delivered()).toBeGreaterThan(JOBS * 0.4), { timeout: 120_000 });

      server.kill('SIGKILL');
      await server.ended;
      const atDeath = delivered();
      expect(atDeath).toBeLessThan(JOBS * 0.9);
      server = await serving();
      await ordering;
      await vi.waitFor(async () => expect(await countOf('SCHEDULED', 'RETRY')).toBe(0), {
        timeout: 120_000,
        interval: 200,
      });

      const cancelled = [...records.values()].filter((job) => job.cancelled !== undefined);
      expect(cancelled.length).toBeGreaterThan(0);
      expect(await countOf('ERROR')).toBe(0);
      for (const [id, { due, calls, succeeded, cancelled: end, unsure }] of records) {
        if (end === undefined && !unsure) expect(succeeded, `${id} was not delivered`).toBeGreaterThan(0);
        const early = calls.filter((at) => at < due);
        expect(early, `${id} was due at ${due}`).toEqual([]);
        const late = calls.filter((at) => end !== undefined && at > end);
        expect(late, `${id} was cancelled at ${end}`).toEqual([]);
      }
      const calls = [...records.values()].reduce((sum, job) => sum + job.calls.length, 0);
      const twice = [...records.values()].filter((job) => job.succeeded > 1).length;
      process.stdout.write(
        `${JOBS} jobs, ${cancelled.length} cancelled, ${calls} calls, ${twice} succeeded twice (${atDeath} at the death), ${Date.now() - begun} ms\n`,
      );
    });
  });
});
