import { createConnectors } from '@orchestrator/connectors';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ClaimedJob, JobOutcome, Store } from '@orchestrator/store';
import { eventually } from './job-orders.fixture.js';
import { jobOptions } from './job-options.js';
import { JobRunner } from './job-runner.js';
import { startRecipient } from './recipient.fixture.js';
import type { TestRecipient } from './recipient.fixture.js';

/** Milliseconds. */
const LEASE = 300;

let recipient: TestRecipient;
let connectors: ReturnType<typeof createConnectors>;
let runner: JobRunner | undefined;

beforeEach(async () => {
  recipient = await startRecipient(() => new Promise(() => undefined));
  connectors = createConnectors();
});
afterEach(async () => {
  await runner?.close();
  await connectors.close();
  await recipient.close();
});

/** Calls one job whose recipient does not answer, while the database renews leases so. */
function callWith(renew: Store['jobs']['renew']): JobOutcome[] {
  const outcomes: JobOutcome[] = [];
  const target = { type: 'http', url: recipient.url };
  const due: ClaimedJob[] = [{ id: 'a', revision: 1, left: 0, correlationId: 'a', recipient: target }];
  const jobs: Partial<Store['jobs']> = {
    claim: () => Promise.resolve(due.splice(0)),
    renew,
    settle: (_, ended) => {
      outcomes.push(...ended);
      return Promise.resolve([]);
    },
    millisecondsToNext: () => Promise.resolve(undefined),
    release: () => Promise.resolve(),
  };
  runner = new JobRunner({
    store: { jobs: jobs as Store['jobs'], onHandOver: () => () => undefined },
    http: connectors.http,
    options: jobOptions(() => undefined),
    owner: 'me',
    lease: LEASE,
    interval: 60_000,
    reports: { source: () => undefined, changed: () => undefined },
    logger: { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() },
  });
  runner.start();
  return outcomes;
}

it.each<[string, Store['jobs']['renew']]>([
  ['says that it is away', () => Promise.reject(new Error('The database is away.'))],
  ['does not answer', () => new Promise(() => undefined)],
])('a call is given up with its lease when the database %s', async (_, renew) => {
  const outcomes = callWith(renew);
  await eventually(() => expect(outcomes).toMatchObject([{ id: 'a', failure: {} }]));
});

it('a call goes on for as long as its lease is renewed', async () => {
  const renew = vi.fn<Store['jobs']['renew']>((_, __, held) => Promise.resolve(held.map(({ id }) => id)));
  const outcomes = callWith(renew);
  const begin = performance.now();
  await eventually(() => expect(performance.now() - begin).toBeGreaterThan(3 * LEASE));
  expect(renew).toHaveBeenCalled();
  expect(outcomes).toEqual([]);
});
