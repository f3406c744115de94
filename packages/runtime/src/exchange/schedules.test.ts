import { loadDefinition, StoredResources } from '@orchestrator/definition';
import type { Program } from '@orchestrator/definition';
import { identifier } from '@orchestrator/engine';
import { describe, expect, it, vi } from 'vitest';
import { headOf } from '../definitions/definition-head.js';
import { Workbench } from '../runtime.fixture.js';
import { Schedules } from './schedules.js';

const nothing = (): void => undefined;
const silent = { error: nothing, warn: nothing, info: nothing, debug: nothing };

describe('schedules', { timeout: 60_000 }, () => {
  const bench = Workbench.use();
  const ticking = (id: string): string => `
id: ${id}
start: {stateName: A, schedule: R/PT1S}
states:
  - {name: A, type: inject, data: {}, end: true}
`;
  const starts = async (workflowId: string): Promise<number[]> => {
    const where = { field: 'processId', operator: 'equal', value: workflowId } as const;
    const rows = await bench.memory.index.instances({
      where,
      orderBy: [{ field: 'start', descending: false }],
    });
    return rows.map((row) => Number(row.start));
  };

  it('start a workflow at every tick, once for all processes', async () => {
    await bench.write('ticking.sw.yaml', ticking('ticking'));
    await bench.start();
    await bench.start();
    await vi.waitFor(async () => expect((await starts('ticking')).length).toBeGreaterThanOrEqual(3), 20_000);
    const [{ publishedAt } = { publishedAt: 0 }] = await bench.memory.index.definitions({
      where: { field: 'id', operator: 'equal', value: 'ticking' },
    });
    const ticks = (await starts('ticking')).map((start) => Math.floor((start - publishedAt) / 1000));
    expect(new Set(ticks).size).toBe(ticks.length);
  });
});

describe('a schedule', () => {
  it('begins with the next tick after a pause, and tries a start that failed again', async () => {
    const text =
      'id: w\nstart: {stateName: A, schedule: R/PT1H}\nstates: [{name: A, type: inject, data: {}, end: true}]';
    const { program } = await loadDefinition('w.sw.yaml', text, new StoredResources(new Map()));
    const hour = 3_600_000;
    let time = 10.5 * hour;
    let changed = (): void => undefined;
    let looks = 0;
    let failures = 1;
    const ids: string[] = [];
    const schedules = new Schedules({
      catalogue: {
        list: () => {
          looks += 1;
          return program ? [headOf(program)] : [];
        },
        program: async () => program as Program,
        inForceSince: () => 0,
        onChange: (listener) => {
          changed = () => listener('w');
          return () => undefined;
        },
      },
      births: {
        begin: async (_, { beginning }) => {
          failures -= 1;
          if (failures >= 0) throw new Error('away');
          ids.push(beginning.id);
          return undefined;
        },
      },
      interval: 10,
      logger: silent,
      now: () => time,
    });
    schedules.start();
    await vi.waitFor(() => expect(looks).toBe(1));
    time = 11 * hour;
    changed();
    await vi.waitFor(() => expect(ids).toEqual([identifier(`w/schedule/${11 * hour}`, 11 * hour)]));
    await schedules.stop();
  });
});
