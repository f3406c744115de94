import type { BoundStatement } from '../database/database.js';
import type { LockName } from '../rows/lock-names.js';
import { takeLocks } from '../sql/commit-exchange.js';

/** Most names that one transaction locks one by one: PostgreSQL has room for 6,400 locks in all as it comes. */
const MAX_NAMES = 500;

/** Stands for all names. */
const all = '';

/**
 * Takes locks until the end of the transaction. Whoever locks a name shares the lock of all, so that a transaction with
 * too many names can take that one alone: it then keeps out everybody for a moment, instead of using the room up.
 */
export function lockStatement(locks: readonly LockName[]): BoundStatement {
  const many = new Set(locks.map(({ name }) => name)).size > MAX_NAMES;
  const taken: readonly LockName[] = many
    ? [{ name: all, shared: false }]
    : [{ name: all, shared: true }, ...locks];
  return { statement: takeLocks, values: [JSON.stringify(taken)] };
}
