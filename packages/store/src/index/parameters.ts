import type { SqlValue } from '../database/database.js';

/** Collects the values of a statement that is being put together. */
export class Parameters {
  readonly values: SqlValue[] = [];
  /** Address of this server. */
  readonly serviceUrl: string;

  constructor(serviceUrl = '') {
    this.serviceUrl = serviceUrl;
  }

  /** Adds a value; answers its placeholder, with its type. */
  add(value: SqlValue, type: 'text' | 'text[]' | 'float8' | 'int' | 'bigint' | 'jsonb'): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}
