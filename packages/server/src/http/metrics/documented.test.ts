import { readFileSync } from 'node:fs';
import type { Program } from '@orchestrator/definition';
import type { Instance, TraceEntry } from '@orchestrator/engine';
import type { CommittedStep, Runtime } from '@orchestrator/runtime';
import type { Store } from '@orchestrator/store';
import { afterAll, expect, it } from 'vitest';
import type { Family } from './exposition.js';
import { allFamilies } from './metrics.js';
import { ProcessMetrics } from './process-metrics.js';
import { RunMetrics } from './run-metrics.js';
import { RuntimeMetrics } from './runtime-metrics.js';

const document = readFileSync(new URL('../../../../../docs/observability.md', import.meta.url), 'utf8');

const process = new ProcessMetrics();
afterAll(() => process.close());

const program = { workflowId: 'w', version: '1' } as Program;
const before = { version: 0, state: 'ACTIVE' } as Instance;
const run = { workflowId: 'w', startedAt: 0, version: 1 };

function step(...trace: TraceEntry[]): CommittedStep {
  return { program, before, effects: [], trace };
}

/** All metrics once each of them has a value, so that all of their labels are seen. */
async function families(): Promise<Family[]> {
  const runs = new RunMetrics();
  const runtime = new RuntimeMetrics();
  const entered = {
    type: 'entered',
    node: 'n',
    task: '/t',
    name: 'call',
    nodeType: 'WorkItemNode',
    at: 0,
  } as const;
  const ended = { ...run, state: 'COMPLETED', endedAt: 1 } as Instance;
  const failed = { ...run, state: 'ERROR', error: { code: 'no' } } as Instance;
  for (const metrics of [runs, runtime]) {
    metrics.committed(ended, step(entered, { type: 'exited', node: 'n', at: 1 }));
    metrics.committed(failed, step());
  }
  runtime.stepped('w', 1);
  runtime.conflicted('w');
  runtime.flushed(1, 1, false);
  runtime.parted();
  runtime.timerFired(1, true);
  runtime.callTakenOver('w');
  runtime.delivered({ told: 1, started: 0, kept: false, duplicate: false });
  runtime.published(false);
  const queue = { length: 0, wait: 0 };
  return allFamilies({
    runtime: {
      definitions: { list: () => [program] },
      activity: { steps: 0, commits: 0, calls: 0, callsWaiting: 0 },
    } as unknown as Runtime,
    store: {
      index: { countInstances: async () => 0 },
      backlog: async () => ({ calls: queue, timers: queue, inbox: queue, outbox: queue, deadLetters: 0 }),
    } as unknown as Store,
    metrics: { runs, runtime, process },
  });
}

function rowOf(family: Family): string[] {
  const [first] = family.type === 'histogram' ? family.distributions : family.samples;
  const labels = Object.keys(first?.labels ?? {}).map((name) => `\`${name}\``);
  return [`\`${family.name}\``, family.type, labels.join(', '), family.help];
}

it('docs/observability.md lists every metric with its type, labels and meaning, and no other', async () => {
  const rows = document
    .split('\n')
    .filter((line) => /^\| `(?:orchestrator|kogito|process|nodejs)_/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(rows).toEqual((await families()).map(rowOf));
});

it('docs/observability.md alerts on metrics that exist', async () => {
  const names = (await families()).map(({ name }) => name);
  const used = [...document.matchAll(/\b((?:orchestrator|kogito)_[a-z_]+)/g)].map(([, name = '']) => name);
  expect(used.filter((name) => !names.includes(name.replace(/_(?:bucket|count|sum)$/, '')))).toEqual([]);
});
