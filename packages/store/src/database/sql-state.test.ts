import { expect, it } from 'vitest';
import { StoreDataError, StoreFullError, StoreUnavailableError } from '../errors.js';
import { SqlError } from './database.js';
import { isRetryable, storeErrorOf } from './sql-state.js';

it.each([
  ['22P05', StoreDataError],
  ['22021', StoreDataError],
  ['54000', StoreDataError],
  ['23502', StoreDataError],
  ['53100', StoreFullError],
  ['53300', StoreUnavailableError],
  ['57P01', StoreUnavailableError],
  ['08006', StoreUnavailableError],
  ['25006', StoreUnavailableError],
  ['40P01', StoreUnavailableError],
])('SQLSTATE %s is told by its consequence', (sqlState, kind) => {
  expect(storeErrorOf(new SqlError('message', sqlState))).toBeInstanceOf(kind);
});

it('leaves a defect of the store as it is', () => {
  const defect = new SqlError('syntax error', '42601');
  expect(storeErrorOf(defect)).toBe(defect);
});

it('tries again only what may succeed the next time', () => {
  expect(isRetryable(new SqlError('deadlock detected', '40P01'))).toBe(true);
  expect(isRetryable(new SqlError('could not serialize', '40001'))).toBe(true);
  expect(isRetryable(new SqlError('disk full', '53100'))).toBe(false);
  expect(isRetryable(new Error('other'))).toBe(false);
});
