import { initial } from './001-initial.js';

/** All migrations in order; the schema's version is the number of those that were applied. Only ever append. */
export const migrations: readonly string[] = [initial];
