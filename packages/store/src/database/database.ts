/** What a statement may be given. JSON goes in as text. */
export type SqlValue = string | number | boolean | null | readonly string[];

/** One row as the driver gives it. Statements select only text, int4, float8 and boolean, which all drivers give alike. */
export interface Row {
  readonly [column: string]: unknown;
}

/** A statement of the store. One with a name is prepared once per connection, where the driver can do that. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
}

/** A statement together with the values of its parameters. */
export interface BoundStatement {
  readonly statement: Statement;
  readonly values: readonly SqlValue[];
}

/** The little that the store asks of a PostgreSQL driver. */
export interface Database {
  /**
   * Runs one statement in a transaction of its own.
   *
   * @throws SqlError when PostgreSQL refuses it, StoreUnavailableError when PostgreSQL cannot be asked
   */
  query(statement: Statement, values?: readonly SqlValue[]): Promise<Row[]>;

  /**
   * Runs one statement that only reads, with a plan for its values, and ends it after so many milliseconds (0: never) with
   * the SQLSTATE {@link QUERY_CANCELED}.
   * PGlite, which runs one statement at a time in the process of its only user, has no such limit.
   */
  read(statement: Statement, values: readonly SqlValue[], milliseconds: number): Promise<Row[]>;

  /**
   * Runs statements one after the other in one transaction; answers the rows of each. Each statement sees what was
   * committed before it began, so a lock that an earlier one took holds for what a later one reads. Throws as `query`.
   */
  transaction(statements: readonly BoundStatement[]): Promise<Row[][]>;

  /** Runs several statements, without values, in one transaction; answers nothing. Throws as `query` does. */
  script(text: string): Promise<void>;

  /**
   * Calls `heard` when another process notifies of this channel, and when some may have been missed; on PGlite never, as
   * nobody else is there.
   *
   * @param channel - a name in lower case
   * @returns ends it; closing does so too
   */
  listen(channel: string, heard: () => void): () => void;

  /** Waits for running statements, then lets go of the database. */
  close(): Promise<void>;
}

/**
 * Reads with a time limit that run at once. They come from clients and may be long, and other connections of the store are
 * those by which runs are committed and leases kept.
 */
export const maxReaders = 4;

/** SQLSTATE of a statement that took too long. */
export const QUERY_CANCELED = '57014';

/**
 * PostgreSQL refused a statement.
 *
 * Carries PostgreSQL's primary message only: its detail and context quote stored values, which belong in no log.
 */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  /** SQLSTATE: five characters, for instance `40P01`. */
  readonly sqlState: string;

  constructor(message: string, sqlState: string) {
    super(message);
    this.sqlState = sqlState;
  }
}

/** Reads SQLSTATE and message out of whatever a driver threw; undefined when it is no answer of PostgreSQL. */
export function sqlErrorOf(error: unknown): SqlError | undefined {
  if (!(error instanceof Error) || !('severity' in error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? new SqlError(error.message, error.code) : undefined;
}
