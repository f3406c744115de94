import { StoreSchemaError } from '../errors.js';
import { SqlError } from '../database/database.js';
import type { Database } from '../database/database.js';

/** Key of the advisory lock under which migrations run: "orchestr" as a number. */
const advisoryLock = '8030606864611603570';
/**
 * How long a migration waits for a table. Whoever comes after it waits behind it, so a long statement of somebody else must
 * not let it stop the processes that still run.
 */
const patience = `set local lock_timeout = '2s';`;
/** Those that change most rows of a table read it from end to end. */
const scans = 'set local enable_seqscan = on;';
/** SQLSTATE of a migration that waited in vain. */
const lockNotAvailable = '55P03';
const maxAttempts = 30;
/** Raised by a migration that finds that another process was faster. */
const movedOn = 'OR001';

/**
 * Brings the schema up to the newest version, one migration a transaction. Several processes may do so at once.
 *
 * @throws StoreSchemaError when the database belongs to a newer release
 */
export async function migrate(database: Database, migrations: readonly string[]): Promise<void> {
  let version = await schemaVersion(database);
  while (version !== migrations.length) {
    const migration = version === undefined ? createVersionTable : migrations[version];
    if (migration === undefined) throw newerSchema(version ?? 0, migrations.length);
    await apply(database, version, migration);
    version = await schemaVersion(database);
  }
}

const createVersionTable = `
create schema if not exists orchestrator;
create table if not exists orchestrator.schema_version (version integer not null);
insert into orchestrator.schema_version select 0 where not exists (select from orchestrator.schema_version);
`;

/** Undefined when there is no schema yet. */
async function schemaVersion(database: Database): Promise<number | undefined> {
  const text = `select to_regclass('orchestrator.schema_version') is not null as "exists"`;
  const [row] = await database.query({ text });
  if (row?.['exists'] !== true) return undefined;
  const [found] = await database.query({ text: 'select version from orchestrator.schema_version' });
  const version = found?.['version'];
  return typeof version === 'number' ? version : undefined;
}

async function apply(database: Database, version: number | undefined, migration: string): Promise<void> {
  const lock = `select pg_advisory_xact_lock(${advisoryLock});`;
  const steps =
    version === undefined
      ? [lock, migration]
      : [lock, patience, scans, expectVersion(version), migration, setVersion(version + 1)];
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.script(steps.join('\n'));
    } catch (error) {
      const state = error instanceof SqlError ? error.sqlState : undefined;
      if (state === movedOn) return;
      if (state !== lockNotAvailable || attempt === maxAttempts) throw error;
    }
  }
}

function expectVersion(version: number): string {
  return `do $$ begin
    if (select version from orchestrator.schema_version) <> ${version} then
      raise exception 'another process migrated the schema' using errcode = '${movedOn}';
    end if;
  end $$;`;
}

function setVersion(version: number): string {
  return `update orchestrator.schema_version set version = ${version};`;
}

function newerSchema(version: number, known: number): StoreSchemaError {
  return new StoreSchemaError(
    `The database has schema version ${version}, this release knows up to ${known}. Start the newer release that wrote it: a schema never goes back.`,
  );
}
