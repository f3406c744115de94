import type { CloudEvent } from '@orchestrator/engine';
import type {
  DeadLetter,
  DeadLetterContent,
  DeadLetterId,
  DeadLetterQuery,
  DeadLetters,
} from './dead-letters.js';
import type { Row } from './database/database.js';
import type { RetryingDatabase } from './database/retrying-database.js';
import type { ScheduledJob } from './jobs.js';
import { readContent } from './rows/read-message.js';
import { numberColumn, textColumn } from './rows/read-rows.js';
import * as sql from './sql/dead-letters.js';

/** Dead letters as a table. */
export class SqlDeadLetters implements DeadLetters {
  readonly #database: RetryingDatabase;

  constructor(database: RetryingDatabase) {
    this.#database = database;
  }

  async list(query: DeadLetterQuery): Promise<DeadLetter[]> {
    const { kind = null, instanceId = null, after = null, oldestFirst = false, limit } = query;
    const values = [kind, instanceId, after, limit];
    const statement = oldestFirst ? sql.listOldestDeadLetters : sql.listNewestDeadLetters;
    return (await this.#database.read(statement, values)).map(readDeadLetter);
  }

  async load(id: DeadLetterId): Promise<DeadLetter | undefined> {
    const [row] = await this.#database.query(sql.loadDeadLetter, [id]);
    return row && readDeadLetter(row);
  }

  async count(): Promise<number> {
    const [row = {}] = await this.#database.query(sql.countDeadLetters, []);
    return numberColumn(row, 'count');
  }

  replay(ids: readonly DeadLetterId[]): Promise<DeadLetterId[]> {
    return this.#idsOf(sql.replayDeadLetters, ids);
  }

  remove(ids: readonly DeadLetterId[]): Promise<DeadLetterId[]> {
    return this.#idsOf(sql.removeDeadLetters, ids);
  }

  async #idsOf(
    statement: (typeof sql)['replayDeadLetters'],
    ids: readonly DeadLetterId[],
  ): Promise<DeadLetterId[]> {
    if (ids.length === 0) return [];
    return (await this.#database.query(statement, [ids])).map((row) => textColumn(row, 'id'));
  }
}

function readDeadLetter(row: Row): DeadLetter {
  return {
    id: textColumn(row, 'id'),
    instanceId: textColumn(row, 'instance_id'),
    attempts: numberColumn(row, 'attempts'),
    reason: textColumn(row, 'reason'),
    firstFailedAt: numberColumn(row, 'first_failed'),
    givenUpAt: numberColumn(row, 'given_up'),
    ...readLetterContent(row),
  };
}

function readLetterContent(row: Row): DeadLetterContent {
  const [kind, content] = [textColumn(row, 'kind'), textColumn(row, 'content')];
  if (kind === 'event') return { kind, event: JSON.parse(content) as CloudEvent };
  if (kind === 'job') return { kind, job: (JSON.parse(content) as { shown: ScheduledJob }).shown };
  return { kind: 'message', message: readContent(textColumn(row, 'message_kind'), content) };
}
