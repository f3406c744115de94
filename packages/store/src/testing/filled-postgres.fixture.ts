import pg from 'pg';
import { PostgresDatabase } from '../database/postgres-database.js';
import { writerOptions } from '../database/pg-transaction.js';
import { migrate } from '../migrations/migrate.js';
import { migrations } from '../migrations/migrations.js';
import { startPostgres } from './postgres.fixture.js';

/** A connection to a server of its own whose database holds what a script wrote. */
export interface FilledPostgres {
  readonly client: pg.Client;
  close(): Promise<void>;
}

/** Starts a server, writes the schema and these rows, and tells the planner of them. Statements are planned for any values. */
export async function filledPostgres(rows: string): Promise<FilledPostgres> {
  return openedPostgres('-c plan_cache_mode=force_generic_plan', `${rows} analyze;`);
}

/**
 * Starts a server with empty tables. The connection is as those that write.
 *
 * @param counted - whether the planner has been told that they are empty, as of queues that were just then
 */
export async function freshPostgres(counted = false): Promise<FilledPostgres> {
  return openedPostgres(writerOptions, counted ? 'vacuum analyze' : '');
}

async function openedPostgres(options: string, script: string): Promise<FilledPostgres> {
  const server = await startPostgres();
  const url = await server.createDatabase();
  const database = new PostgresDatabase(url);
  await migrate(database, migrations);
  await database.close();
  const client = new pg.Client({ connectionString: url, options });
  await client.connect();
  await client.query(script);
  return {
    client,
    close: async () => {
      await client.end();
      await server.stop();
    },
  };
}
