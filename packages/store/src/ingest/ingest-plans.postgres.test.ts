import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Statement } from '../database/database.js';
import { removeExpiredIngested, removeStrayIngested } from '../sql/expired-ingested.js';
import { forgetEvents, knownEvents, ownInstances, ownJobs } from '../sql/ingest.js';
import { fillIngested } from '../testing/fill-ingested.fixture.js';
import { fill } from '../testing/fill.fixture.js';
import { planOf } from '../testing/plan.fixture.js';
import { filledPostgres, freshPostgres } from '../testing/filled-postgres.fixture.js';
import type { FilledPostgres } from '../testing/filled-postgres.fixture.js';
import { loadRecords, writeRecords } from './record-table.js';
import { instanceTable, jobTable, nodeTable, taskTable } from './record-tables.js';

/** What taking in events reads and writes, and the indexes by which it finds its rows. */
const expected: readonly (readonly [name: string, statement: Statement, indexes: readonly string[]])[] = [
  ['loading runs', loadRecords(instanceTable), ['ingested_instance_pkey']],
  ['loading nodes', loadRecords(nodeTable), ['ingested_node_pkey']],
  ['loading jobs', loadRecords(jobTable), ['ingested_job_pkey']],
  ['loading tasks', loadRecords(taskTable), ['ingested_task_pkey']],
  ['writing runs', writeRecords(instanceTable), ['ingested_instance_pkey']],
  ['writing jobs', writeRecords(jobTable), ['ingested_job_pkey']],
  ['looking for own runs', ownInstances, ['instance_pkey']],
  ['looking for own jobs', ownJobs, ['job_pkey']],
  ['looking for events that were taken', knownEvents, ['ingested_event_pkey']],
  ['forgetting events', forgetEvents, ['ingested_event_by_time']],
  [
    'removing old runs',
    removeExpiredIngested,
    ['ingested_instance_pkey', 'ingested_job_by_instance', 'ingested_node_pkey', 'ingested_task_by_instance'],
  ],
  [
    'removing old jobs and tasks',
    removeStrayIngested,
    ['ingested_instance_pkey', 'ingested_job_by_end', 'ingested_task_by_end'],
  ],
];

describe.each([
  ['many', () => filledPostgres(`${fill(20_000)} ${fillIngested(20_000)}`)],
  ['no', () => freshPostgres()],
])('with %s runs of other runtimes', (_count, open) => {
  let opened: FilledPostgres;
  beforeAll(async () => {
    opened = await open();
  }, 120_000);
  afterAll(() => opened.close());

  it.each(expected)('%s finds its rows by index', async (_name, statement, indexes) => {
    expect(await planOf(opened.client, statement)).toEqual({ scanned: [], walked: [], indexes });
  });
});
