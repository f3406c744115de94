import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Statement } from './database/database.js';
import { cancelJob } from './sql/cancel-job.js';
import { claimJobs } from './sql/claim-jobs.js';
import { loadJob, millisecondsToNextJob, pruneJobs, releaseJobs } from './sql/jobs.js';
import { renewJobs } from './sql/renew-jobs.js';
import { rescheduleJob } from './sql/reschedule-job.js';
import { settleJobs } from './sql/settle-jobs.js';
import { fill } from './testing/fill.fixture.js';
import { planOf } from './testing/plan.fixture.js';
import { filledPostgres, freshPostgres } from './testing/filled-postgres.fixture.js';
import type { FilledPostgres } from './testing/filled-postgres.fixture.js';

const expected: readonly [name: string, statement: Statement, indexes: readonly string[]][] = [
  ['reading', loadJob, ['job_pkey']],
  ['cancelling', cancelJob, ['job_pkey']],
  ['moving', rescheduleJob, ['job_pkey']],
  ['claiming', claimJobs, ['job_by_claimable_at']],
  ['renewing leases of', renewJobs, ['job_by_lease_owner', 'job_pkey']],
  ['settling', settleJobs, ['job_by_lease_owner', 'job_pkey']],
  ['giving up', releaseJobs, ['job_by_lease_owner']],
  ['the next of', millisecondsToNextJob, ['job_by_claimable_at']],
  ['forgetting', pruneJobs, ['job_by_end']],
];

describe.each([
  ['of many jobs', () => filledPostgres(fill(20_000))],
  ['where nothing has run yet', () => freshPostgres()],
])('in a database %s', (_kind, open) => {
  let opened: FilledPostgres;
  beforeAll(async () => {
    opened = await open();
  }, 120_000);
  afterAll(() => opened.close());

  it.each(expected)('%s jobs finds rows by index', async (_name, statement, indexes) => {
    expect(await planOf(opened.client, statement)).toEqual({ scanned: [], indexes, walked: [] });
  });
});
