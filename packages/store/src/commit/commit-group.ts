import { setTimeout as delay } from 'node:timers/promises';
import type { BoundStatement, Database, Row } from '../database/database.js';
import { isRetryable, storeErrorOf } from '../database/sql-state.js';
import { StoreUnavailableError } from '../errors.js';
import { textColumn } from '../rows/read-rows.js';
import { findMessages } from '../sql/find-messages.js';
import { loadSnapshots } from '../sql/load-snapshots.js';
import type { Change, CommitOutcome } from '../store.js';
import { boundCommit, changeRows } from './commit-rows.js';
import type { ChangeRows } from './commit-rows.js';
import { knownParts } from './known-parts.js';
import { exchangeStatements } from './exchange-statements.js';

/** How often a group is tried, in all, when it meets a deadlock or loses its connection. */
const maxAttempts = 5;
const firstPauseMs = 20;

/** Writes a group of changes; see `Store.commit`. */
export async function commitGroup(database: Database, changes: readonly Change[]): Promise<CommitOutcome[]> {
  if (changes.length === 0) return [];
  refuseRepeatedInstances(changes);
  const known = knownParts(database);
  const rows = changes.map((change) => changeRows(change, known));
  const commit = boundCommit(changes, rows);
  const statements = exchangeStatements(commit, changes);
  let uncertain = false;
  for (let attempt = 1; ; attempt++) {
    try {
      const won = new Set((await write(database, commit, statements)).map((row) => textColumn(row, 'id')));
      // The answer to an earlier try was lost: what looks like a conflict may be that try's own work.
      if (uncertain) await addKept(database, changes, rows, won);
      changes.forEach(({ instance: { id } }, index) => {
        const { partHashes = [] } = rows[index] ?? {};
        if (partHashes.length > 0 && won.has(id)) known.add(id, partHashes);
      });
      const lost = changes.filter((change) => !won.has(change.instance.id));
      const pending = await pendingMessages(database, lost);
      return changes.map(({ instance, consumed }) => {
        if (won.has(instance.id)) return 'committed';
        return consumed === undefined || pending.has(consumed) ? 'conflict' : 'consumed';
      });
    } catch (error) {
      const unanswered = error instanceof StoreUnavailableError;
      if (attempt === maxAttempts || !(unanswered || isRetryable(error))) throw storeErrorOf(error);
      uncertain ||= unanswered;
      await delay(firstPauseMs * 2 ** attempt * Math.random());
    }
  }
}

/** Most groups are one statement; a transaction of several costs more round trips. Answers the rows of the commit. */
async function write(
  database: Database,
  commit: BoundStatement,
  statements: readonly BoundStatement[],
): Promise<readonly Row[]> {
  if (statements.length === 1) return database.query(commit.statement, commit.values);
  const answers = await database.transaction(statements);
  return answers[statements.indexOf(commit)] ?? [];
}

/** Which of the messages that these changes are about are still there. */
async function pendingMessages(database: Database, changes: readonly Change[]): Promise<ReadonlySet<string>> {
  const messages = changes.flatMap(({ consumed }) => consumed ?? []);
  if (messages.length === 0) return new Set();
  const rows = await database.query(findMessages, [messages]);
  return new Set(rows.map((row) => textColumn(row, 'id')));
}

/**
 * Adds the instances whose stored text is the one that was to be written.
 *
 * Trying the same group again is safe: the first try either was kept, then its version stops the second, or was not.
 */
async function addKept(
  database: Database,
  changes: readonly Change[],
  rows: readonly ChangeRows[],
  won: Set<string>,
): Promise<void> {
  const stored = await database.query(loadSnapshots, [changes.map((change) => change.instance.id)]);
  const texts = new Map(stored.map((row) => [textColumn(row, 'id'), textColumn(row, 'form')]));
  changes.forEach((change, index) => {
    const { id } = change.instance;
    if (texts.get(id) === rows[index]?.form) won.add(id);
  });
}

function refuseRepeatedInstances(changes: readonly Change[]): void {
  const ids = new Set(changes.map((change) => change.instance.id));
  if (ids.size < changes.length) throw new RangeError('A group may hold one change of an instance only.');
}
