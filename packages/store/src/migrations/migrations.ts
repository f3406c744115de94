import { initial } from './001-initial.js';
import { exchange } from './002-exchange.js';
import { startKey } from './003-start-key.js';
import { deadLetter } from './004-dead-letter.js';
import { startMessages } from './005-start-messages.js';
import { pageRoom } from './006-page-room.js';
import { largeValue } from './007-large-value.js';
import { ingest } from './008-ingest.js';
import { job } from './009-job.js';
import { reading } from './010-reading.js';
import { runsByState } from './011-runs-by-state.js';
import { jobsByStatus } from './012-jobs-by-status.js';
import { endedIngested } from './013-ended-ingested.js';
import { leanLists } from './014-lean-lists.js';
import { runsOfAPerson } from './015-runs-of-a-person.js';
import { messageShares } from './016-message-shares.js';
import { timerShares } from './017-timer-shares.js';
import { eventShares } from './018-event-shares.js';
import { leanerMessageShares } from './019-leaner-message-shares.js';
import { leanerEventShares } from './020-leaner-event-shares.js';
import { trace } from './021-trace.js';
import { leanerCalls } from './022-leaner-calls.js';

/** All migrations in order; the schema's version is the number of those that were applied. Only ever append. */
export const migrations: readonly string[] = [
  initial,
  exchange,
  startKey,
  deadLetter,
  startMessages,
  pageRoom,
  largeValue,
  ingest,
  job,
  reading,
  runsByState,
  jobsByStatus,
  endedIngested,
  leanLists,
  runsOfAPerson,
  messageShares,
  timerShares,
  eventShares,
  leanerMessageShares,
  leanerEventShares,
  trace,
  leanerCalls,
];
