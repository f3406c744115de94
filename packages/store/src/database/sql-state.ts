import { StoreDataError, StoreFullError, StoreUnavailableError } from '../errors.js';
import { SqlError } from './database.js';

const serializationFailure = '40001';
const deadlockDetected = '40P01';
const notNullViolation = '23502';
const diskFull = '53100';
const readOnlyTransaction = '25006';

/** Classes whose failures lie in the values of the statement: data exception, program limit exceeded. */
const dataClasses = new Set(['22', '54']);
/** Classes that say "not now": connection, resources, operator intervention, system error, internal error. */
const unavailableClasses = new Set(['08', '53', '57', '58', 'XX']);

/** Whether the same statement may succeed when it is tried again at once. */
export function isRetryable(error: unknown): boolean {
  return (
    error instanceof SqlError &&
    (error.sqlState === serializationFailure || error.sqlState === deadlockDetected)
  );
}

/** Whether PostgreSQL refused the statement because of the values in it. */
export function isDataError(error: SqlError): boolean {
  return dataClasses.has(error.sqlState.slice(0, 2)) || error.sqlState === notNullViolation;
}

/** The store's error for a refused statement; one that only a defect of the store can cause is returned unchanged. */
export function storeErrorOf(error: unknown): unknown {
  if (!(error instanceof SqlError)) return error;
  if (isDataError(error)) {
    return new StoreDataError(`PostgreSQL cannot store a value: ${error.message}.`);
  }
  if (error.sqlState === diskFull) {
    return new StoreFullError('The disk of the database is full. Make room; work then goes on by itself.');
  }
  const unavailable =
    unavailableClasses.has(error.sqlState.slice(0, 2)) || error.sqlState === readOnlyTransaction;
  if (!unavailable && !isRetryable(error)) return error;
  return new StoreUnavailableError(`The database cannot take the statement now: ${error.message}.`);
}
