import { readFile } from 'node:fs/promises';
import type { Instance } from '@orchestrator/engine';
import { openStore } from '@orchestrator/store';
import type { Store } from '@orchestrator/store';
import { startPostgres } from '@orchestrator/store/testing';
import type { TestPostgres } from '@orchestrator/store/testing';
import { migrateTo, newestVersion, writeOldRows } from '@orchestrator/store/testing/old-schema';
import type { OldRows } from '@orchestrator/store/testing/old-schema';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Workbench } from '../runtime.fixture.js';
import { upgradeWorkflows } from './workflows.fixture.js';

/** A schema of a release, together with the rows that it left behind when it was stopped in the middle of its work. */
const written = 3;

describe('a database with runs in flight', { timeout: 120_000 }, () => {
  const bench = Workbench.use();
  let server: TestPostgres;

  beforeAll(async () => {
    server = await startPostgres();
  }, 120_000);
  afterAll(() => server.stop());

  /** A database with those rows, at a version of the schema. */
  const databaseAt = async (version: number): Promise<string> => {
    const url = await server.createDatabase();
    await migrateTo(url, written);
    const file = new URL(`./schema-${written}.fixture.json`, import.meta.url);
    const text = (await readFile(file, 'utf8')).replaceAll('127.0.0.1:PORT', `127.0.0.1:${bench.port}`);
    await writeOldRows(url, JSON.parse(text) as OldRows);
    await migrateTo(url, version);
    return url;
  };
  const runsOf = async (store: Store): Promise<readonly Instance[]> => {
    const rows = await store.index.instances({ orderBy: [{ field: 'processId', descending: false }] });
    const runs = await Promise.all(rows.map(({ id }) => store.load(id)));
    return runs.filter((run) => run !== undefined);
  };

  it.each([
    ['release that wrote it', written],
    ['last migration but one', newestVersion - 1],
  ])('of the %s is migrated, and they finish', async (_what, version) => {
    const url = await databaseAt(version);
    for (const [file, text] of Object.entries(upgradeWorkflows(bench.port))) await bench.write(file, text);
    const store = await openStore({ kind: 'postgres', url });
    const runtime = await bench.start(store, { lease: 1_000, recoveryInterval: 50 });
    const listening = (await runsOf(store)).find(({ workflowId }) => workflowId === 'listening');
    await runtime.deliver({
      specversion: '1.0',
      id: 'payment',
      source: 'test',
      type: 'paid',
      kogitoprocrefid: listening?.id ?? '',
      data: { sum: 7 },
    });
    const runs = await vi.waitFor(
      async () => {
        const found = await runsOf(store);
        expect(found.map(({ workflowId, state }) => `${workflowId} ${state}`)).toEqual([
          'announcing COMPLETED',
          'calling COMPLETED',
          'child COMPLETED',
          'hearing COMPLETED',
          'listening COMPLETED',
          'napping COMPLETED',
          'parent COMPLETED',
        ]);
        return found;
      },
      { timeout: 60_000, interval: 50 },
    );
    expect(Object.fromEntries(runs.map(({ workflowId, root }) => [workflowId, root.data]))).toEqual({
      announcing: { from: 'before', said: true },
      calling: { from: 'before', answer: { calls: 1 } },
      child: { from: 'before', inside: true },
      hearing: { from: 'before', told: { word: 1 } },
      listening: { from: 'before', paid: { sum: 7 } },
      napping: { from: 'before', awake: true },
      parent: { from: 'before', child: { from: 'before', inside: true } },
    });
    // Nodes that the earlier release entered, and that were left since.
    const nodes = [...(await store.index.nodes(runs.map(({ id }) => id))).values()].flat();
    expect(nodes.length).toBeGreaterThan(runs.length);
    expect(nodes.filter(({ name, enter, exit }) => !name || enter === null || exit === null)).toEqual([]);
    await vi.waitFor(() => expect(bench.sent.map(({ type }) => type)).toEqual(['said']), 30_000);
    const calling = runs.find(({ workflowId }) => workflowId === 'calling');
    const repeated = { workflowId: 'calling', data: { from: 'before' }, idempotencyKey: 'once' };
    expect((await runtime.start(repeated)).id).toBe(calling?.id);
    await bench.stop(runtime);
    await store.close();
  });
});
