import type { RetryingDatabase } from './database/retrying-database.js';
import { numberColumn, textColumn } from './rows/read-rows.js';
import { pruneStartKeys } from './sql/prune-start-keys.js';
import { reserveStart } from './sql/reserve-start.js';
import type { ReservedStart, StartKeys, StartReservation } from './start-keys.js';

/** Keys of starts as a table. */
export class SqlStartKeys implements StartKeys {
  readonly #database: RetryingDatabase;

  constructor(database: RetryingDatabase) {
    this.#database = database;
  }

  async reserve({ key, fingerprint, instanceId, memory }: StartReservation): Promise<ReservedStart> {
    const values = [key, fingerprint, instanceId, memory];
    const [row = {}] = await this.#database.query(reserveStart, values);
    return { instanceId: textColumn(row, 'instance_id'), fingerprint: textColumn(row, 'fingerprint') };
  }

  async prune(limit: number): Promise<number> {
    const [row] = await this.#database.query(pruneStartKeys, [limit]);
    return row === undefined ? 0 : numberColumn(row, 'count');
  }
}
