import { openStore } from '@orchestrator/store';
import type { Store } from '@orchestrator/store';
import { startPostgres } from '@orchestrator/store/testing';
import type { TestPostgres } from '@orchestrator/store/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Workbench } from '../runtime.fixture.js';

/** Goes round until it is aborted, with expressions that use up a turn in a few steps. */
const noisy = `
id: noisy
start: Turn
states:
  - {name: Turn, type: inject, data: {}, stateDataFilter: {output: '{n: [range(50000)] | add}'}, transition: Turn}
`;
const quiet = `
id: quiet
start: Say
states:
  - {name: Say, type: inject, data: {said: true}, transition: More}
  - {name: More, type: inject, data: {more: true}, end: true}
`;

describe('a quiet workflow beside a noisy one', { timeout: 120_000 }, () => {
  const bench = Workbench.use(false);
  let postgres: TestPostgres;
  let store: Store;

  beforeAll(async () => {
    postgres = await startPostgres();
    store = await openStore({ kind: 'postgres', url: await postgres.createDatabase() });
  });
  afterEach(() => bench.stopAll());
  afterAll(async () => {
    await store.close();
    await postgres.stop();
  });

  it('waits for a few steps of the noisy one, however many runs that one has', async () => {
    const [runs, starts] = [30, 5];
    await bench.write('noisy.sw.yaml', noisy);
    await bench.write('quiet.sw.yaml', quiet);
    const runtime = await bench.start(store);
    const start = (workflowId: string) => runtime.start({ workflowId, data: {}, answer: 'committed' });
    await Promise.all(Array.from({ length: runs }, () => start('noisy')));
    let turns = 0;
    runtime.onCommit(({ workflowId }) => void (turns += workflowId === 'noisy' ? 1 : 0));
    await vi.waitFor(() => expect(turns).toBeGreaterThan(runs), 60_000);
    turns = 0;
    for (let index = 0; index < starts; index += 1)
      expect(await start('quiet')).toMatchObject({ state: 'COMPLETED' });
    // One after the other, each would wait for a turn of every noisy run.
    expect(turns).toBeLessThan((runs * starts) / 2);
  });
});
