import type { BoundStatement, Row, SqlValue, Statement } from './database.js';

/** The first message to the worker. */
export interface PgliteOpening {
  /** Folder of the database; undefined keeps it in memory. */
  readonly folder: string | undefined;
}

/** What the worker is asked. Requests are carried out one after the other, in the order in which they arrive. */
export type PgliteRequest = { readonly id: number } & PgliteTask;

export type PgliteTask =
  | { readonly type: 'query'; readonly statement: Statement; readonly values: readonly SqlValue[] }
  | { readonly type: 'transaction'; readonly statements: readonly BoundStatement[] }
  | { readonly type: 'script'; readonly text: string }
  | { readonly type: 'close' };

/** The worker's answer: the rows of each statement. Id 0 answers the opening of the database. */
export type PgliteResponse =
  | { readonly id: number; readonly answers: readonly (readonly Row[])[] }
  /** `sqlState` is missing when it was not PostgreSQL that failed but its host, for instance the disk. */
  | { readonly id: number; readonly message: string; readonly sqlState?: string };
