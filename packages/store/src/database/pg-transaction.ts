import type { BoundStatement, Row } from './database.js';

/** One connection of the driver `pg`, whoever gave it. */
export interface PgConnection {
  query(query: { name?: string; text: string; values?: unknown[] }): Promise<{ rows: Row[] }>;
}

/**
 * What a connection is opened with that changes rows; statements that list rows run on readers. Those that change some find
 * them by keys, so one plan serves all values, and it uses the indexes. PostgreSQL plans by the size that tables have at that moment and keeps the plan: made while a
 * table was empty, as in a new database or for a queue that has been worked off, it reads the table from end to end, and
 * goes on doing so while the table grows, until somebody counts its rows. Making a plan for each execution costs more than
 * the execution itself. What has to read a small table nevertheless counts as so dear then that it would be compiled (JIT).
 */
export const writerOptions = '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c jit=off';

/** Begins a transaction with what matters most of {@link writerOptions} on a connection that was opened without them. */
const begin = 'begin; set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off';

/** Runs statements in one transaction of this connection; a failure leaves it rolled back, or broken. */
export async function inTransaction(
  connection: PgConnection,
  statements: readonly BoundStatement[],
): Promise<Row[][]> {
  await connection.query({ text: begin });
  try {
    const answers: Row[][] = [];
    for (const { statement, values } of statements) {
      answers.push((await connection.query({ ...statement, values: [...values] })).rows);
    }
    await connection.query({ text: 'commit' });
    return answers;
  } catch (error) {
    // On a broken connection this fails too; what counts is the first error.
    await connection.query({ text: 'rollback' }).catch(() => undefined);
    throw error;
  }
}

/** Runs a statement that only reads, for so many milliseconds at most; each execution has a plan for its values. */
export async function readWithin(
  connection: PgConnection,
  { statement, values }: BoundStatement,
  milliseconds: number,
): Promise<Row[]> {
  const limit = Math.trunc(milliseconds);
  await connection.query({ text: `begin read only; set local statement_timeout = ${limit}` });
  try {
    return (await connection.query({ ...statement, values: [...values] })).rows;
  } finally {
    await connection.query({ text: 'rollback' }).catch(() => undefined);
  }
}

/** What a connection is opened with that does nothing but read: it cannot write, and plans each read for its values. */
export const readerOptions = '-c default_transaction_read_only=on -c plan_cache_mode=force_custom_plan';

/** How long reads may take, by connection. */
const limits = new WeakMap<PgConnection, number>();

/**
 * As {@link readWithin}, on a connection that was opened with {@link readerOptions}: the session is told its limit once, so
 * that each read is one round trip instead of three.
 */
export async function readOnReader(
  connection: PgConnection,
  { statement, values }: BoundStatement,
  milliseconds: number,
): Promise<Row[]> {
  const limit = Math.trunc(milliseconds);
  if (limits.get(connection) !== limit) {
    await connection.query({ text: `set statement_timeout = ${limit}` });
    limits.set(connection, limit);
  }
  return (await connection.query({ ...statement, values: [...values] })).rows;
}
