import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Statement } from './database/database.js';
import { readBacklog } from './sql/backlog.js';
import { claimCalls } from './sql/claim-calls.js';
import { claimMessages, claimMessagesInTurns } from './sql/claim-messages.js';
import { claimOutgoing, claimOutgoingInTurns } from './sql/claim-outgoing.js';
import { claimTimers, claimTimersInTurns } from './sql/claim-timers.js';
import { commitParts, commitStatement } from './sql/commit-changes.js';
import { commitExchange } from './sql/commit-exchange.js';
import {
  listNewestDeadLetters,
  listOldestDeadLetters,
  removeDeadLetters,
  replayDeadLetters,
} from './sql/dead-letters.js';
import { deliverEvent } from './sql/deliver-event.js';
import { discardCalls } from './sql/discard-calls.js';
import { discardMessages } from './sql/discard-messages.js';
import { discardTimers } from './sql/discard-timers.js';
import { failMessage } from './sql/fail-message.js';
import { failOutgoing } from './sql/fail-outgoing.js';
import { findMessages } from './sql/find-messages.js';
import { runStatistics, selectNodes } from './sql/index-statements.js';
import { loadInstances } from './sql/load-instance.js';
import { loadLiving } from './sql/load-living.js';
import { loadSnapshots } from './sql/load-snapshots.js';
import { lookForExpired } from './sql/look-for-expired.js';
import { millisecondsToNextDue } from './sql/milliseconds-to-next-due.js';
import { millisecondsToNextOutgoing } from './sql/milliseconds-to-next-outgoing.js';
import { millisecondsToNext } from './sql/milliseconds-to-next.js';
import { pruneEvents } from './sql/prune-events.js';
import { pruneStartKeys } from './sql/prune-start-keys.js';
import { releaseLeases } from './sql/release-leases.js';
import {
  releaseLostCalls,
  releaseLostEvents,
  releaseLostMessages,
  releaseLostTimers,
} from './sql/release-lost.js';
import { removeExpired } from './sql/remove-expired.js';
import { removeSent } from './sql/remove-sent.js';
import { renewCallLeases } from './sql/renew-call-leases.js';
import { reserveStart } from './sql/reserve-start.js';
import { returnToSender } from './sql/return-to-sender.js';
import { fillIngested } from './testing/fill-ingested.fixture.js';
import { fill } from './testing/fill.fixture.js';
import { planOf } from './testing/plan.fixture.js';
import { filledPostgres, freshPostgres } from './testing/filled-postgres.fixture.js';
import type { FilledPostgres } from './testing/filled-postgres.fixture.js';

const commitWhole = commitStatement({ created: true, replaced: true, over: true, parts: commitParts });

const indexesOfCommit = ['call_pkey', 'inbox_pkey', 'instance_pkey', 'subscription_pkey', 'timer_pkey'];

/** The indexes by which each statement finds its rows, and those that it may read from end to end. */
const expected: readonly (readonly [
  name: string,
  statement: Statement,
  indexes: readonly string[],
  walked?: readonly string[],
])[] = [
  ['the commit of a group', commitWhole, indexesOfCommit],
  [
    'what a group exchanges',
    commitExchange,
    ['inbox_pkey', 'instance_pkey', 'kept_event_by_id', 'kept_event_by_type', 'subscription_pkey'],
  ],
  ['loading', loadInstances, ['instance_pkey', 'large_value_pkey']],
  ['the list of a workflow', loadLiving, ['instance_by_workflow', 'large_value_pkey']],
  ['reading back', loadSnapshots, ['instance_pkey']],
  ['claiming calls', claimCalls, ['call_by_claimable_at']],
  ['claiming timers', claimTimers, ['timer_by_claimable_at']],
  ['claiming messages', claimMessages, ['inbox_by_claimable_at']],
  ['claiming events', claimOutgoing, ['outbox_by_claimable_at', 'outbox_pkey']],
  ['claiming timers in turns', claimTimersInTurns, ['timer_by_share']],
  ['claiming messages in turns', claimMessagesInTurns, ['inbox_by_share']],
  ['claiming events in turns', claimOutgoingInTurns, ['outbox_by_share', 'outbox_pkey']],
  ['renewing leases', renewCallLeases, ['call_pkey']],
  [
    'giving up leases',
    releaseLeases,
    ['call_by_claimable_at', 'inbox_by_lease_owner', 'outbox_by_lease_owner', 'timer_by_lease_owner'],
  ],
  ['giving up lost calls', releaseLostCalls, ['call_by_claimable_at']],
  ['giving up lost timers', releaseLostTimers, ['timer_by_lease_owner']],
  ['giving up lost messages', releaseLostMessages, ['inbox_by_lease_owner']],
  ['giving up lost events', releaseLostEvents, ['outbox_by_lease_owner']],
  ['discarding calls', discardCalls, ['call_pkey']],
  ['discarding timers', discardTimers, ['timer_by_lease_owner']],
  ['discarding messages', discardMessages, ['inbox_pkey']],
  ['finding messages', findMessages, ['inbox_pkey']],
  [
    'returning a message',
    returnToSender,
    ['dead_letter_by_instance', 'inbox_by_receiver', 'inbox_pkey', 'instance_pkey'],
  ],
  ['a message that fails', failMessage, ['inbox_pkey']],
  ['an event that fails', failOutgoing, ['outbox_pkey']],
  ['events that were sent', removeSent, ['outbox_pkey']],
  ['the next due', millisecondsToNextDue, ['call_by_claimable_at', 'timer_by_claimable_at']],
  ['the next message', millisecondsToNext, ['inbox_by_claimable_at']],
  ['the next event', millisecondsToNextOutgoing, ['outbox_by_claimable_at']],
  [
    'delivering an event',
    deliverEvent,
    [
      'delivery_pkey',
      'inbox_by_business_key',
      'inbox_by_correlation',
      'inbox_pkey',
      'instance_by_business_key',
      'instance_by_correlation',
      'instance_pkey',
      'subscription_by_business_key',
      'subscription_by_correlation',
      'subscription_pkey',
    ],
  ],
  ['forgetting events', pruneEvents, ['delivery_by_time', 'kept_event_by_end']],
  ['reserving a start', reserveStart, []],
  ['forgetting keys', pruneStartKeys, ['start_key_by_time']],
  [
    'looking for old runs',
    lookForExpired,
    ['call_pkey', 'instance_by_start', 'instance_pkey', 'outbox_pkey'],
  ],
  [
    'removing old runs',
    removeExpired,
    [
      'instance_pkey',
      'large_value_pkey',
      'node_instance_pkey',
      'subscription_pkey',
      'timer_pkey',
      'trace_pkey',
    ],
  ],
  ['the nodes of runs', selectNodes, ['ingested_node_pkey', 'node_instance_pkey', 'trace_pkey']],
  ['the numbers of workflows', runStatistics, ['instance_by_workflow']],
  // Operators list these by whatever they like; there are few.
  ['the newest dead letters', listNewestDeadLetters, ['dead_letter_pkey'], ['dead_letter_pkey']],
  ['the oldest dead letters', listOldestDeadLetters, ['dead_letter_pkey'], ['dead_letter_pkey']],
  [
    'what waits',
    readBacklog,
    [
      'call_by_claimable_at',
      'dead_letter_pkey',
      'inbox_by_claimable_at',
      'outbox_by_claimable_at',
      'timer_by_claimable_at',
    ],
  ],
  ['replaying dead letters', replayDeadLetters, ['dead_letter_pkey', 'instance_pkey']],
  ['removing dead letters', removeDeadLetters, ['dead_letter_pkey']],
];

/** Statements that only read: they are planned for the size that tables have when they are carried out. */
const lists: readonly Statement[] = [selectNodes, runStatistics];

const cases = expected.map(
  ([name, statement, indexes, walked = []]) => [name, statement, indexes, walked] as const,
);

// A plan that was made then is kept until the planner is told of the rows: a minute and tens of thousands of runs later.
describe('in a database where nothing has run yet', () => {
  let fresh: FilledPostgres;
  beforeAll(async () => {
    fresh = await freshPostgres();
  }, 120_000);
  afterAll(() => fresh.close());

  const written = cases.filter(([, statement]) => !lists.includes(statement));
  it.each(written)('look rows of %s up by index', async (_name, statement, indexes, walked) => {
    const plan = await planOf(fresh.client, statement);
    expect(plan).toEqual({ scanned: [], indexes, walked });
  });

  const flags = [false, true];
  const shapes = flags
    .flatMap((created) => flags.flatMap((replaced) => flags.map((over) => ({ created, replaced, over }))))
    .filter(({ created, replaced, over }) => (created || replaced) && (replaced || !over));
  it.each(shapes.flatMap((shape) => [[], commitParts].map((parts) => ({ ...shape, parts }))))(
    'look rows of a commit up by index also without these options: %j',
    async (shape) => {
      await fresh.client.query('set enable_seqscan = on');
      const planned = planOf(fresh.client, commitStatement(shape));
      const { scanned, walked } = await planned.finally(() => fresh.client.query('reset enable_seqscan'));
      expect({ scanned, walked }).toEqual({ scanned: [], walked: [] });
    },
  );
});

// As of queues, most of the time: then any way to a row is as good as another, where the statement allows it.
describe('in a database whose tables were empty when their rows were counted', () => {
  let empty: FilledPostgres;
  beforeAll(async () => {
    empty = await freshPostgres(true);
  }, 120_000);
  afterAll(() => empty.close());

  it('look rows of the commit of a group up by index', async () => {
    const plan = await planOf(empty.client, commitWhole);
    expect(plan).toEqual({ scanned: [], indexes: indexesOfCommit, walked: [] });
  });
});

describe('in a database of many runs', () => {
  let filled: FilledPostgres;
  beforeAll(async () => {
    filled = await filledPostgres(`${fill(20_000)} ${fillIngested(20_000)}`);
  }, 120_000);
  afterAll(() => filled.close());

  it.each(cases)('look rows of %s up by index', async (_name, statement, indexes, walked) => {
    const plan = await planOf(filled.client, statement);
    expect(plan).toEqual({ scanned: [], indexes, walked });
  });
});
