import type { Runtime } from '@orchestrator/runtime';
import { StoreUnavailableError } from '@orchestrator/store';
import type { Store } from '@orchestrator/store';
import { afterAll, expect, it, vi } from 'vitest';
import { showMetrics } from './metrics.js';
import { ProcessMetrics } from './process-metrics.js';
import { RunMetrics } from './run-metrics.js';
import { RuntimeMetrics } from './runtime-metrics.js';

const metrics = { runs: new RunMetrics(), runtime: new RuntimeMetrics(), process: new ProcessMetrics() };
afterAll(() => {
  metrics.process.close();
  vi.useRealTimers();
});

const runtime = {
  definitions: { list: () => [] },
  activity: { steps: 3, commits: 2, calls: 1, callsWaiting: 0 },
} as unknown as Runtime;

const storeWith = (backlog: () => Promise<never>) => ({ index: {}, backlog }) as unknown as Store;

it.each([
  ['cannot be reached', () => Promise.reject(new StoreUnavailableError('away'))],
  ['does not answer', () => Promise.withResolvers<never>().promise],
])('tells all that this process knows while the database %s', async (_, backlog) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const shown = showMetrics({ runtime, store: storeWith(backlog), metrics });
  await vi.runAllTimersAsync();
  const text = await (await shown).text();
  expect(text).toContain('orchestrator_database_up{} 0\n');
  expect(text).toContain('orchestrator_steps_active{} 3\n');
  expect(text).toContain('orchestrator_commit_queue{} 2\n');
  expect(text).not.toContain('orchestrator_backlog');
});
