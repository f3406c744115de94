import { query } from '../database/postgres.mjs';

/** Rows of one statement; the next one follows, so that none is long. */
const BATCH = 50_000;

/**
 * Multiplies one real run: everything that is stored about it is copied under other ids, as the engine would have
 * written it. Ids begin with an earlier time, like those of runs that were started before.
 *
 * @param numbers - SQL that tells which of the numbers `n` are used, where another run is copied under the others
 * @param future - columns whose times lie later with each copy; all others lie earlier
 * @param values - SQL for columns in which the copies differ, by name; `copy.n` is the number of the copy
 */
export async function copyRun(url, run, { copies, numbers = 'true', future = [], values: other = {} }) {
  const tables = await tablesOf(url, run);
  for (const { table, key, columns } of tables) {
    const values = columns.map(({ name, type }) => other[name] ?? valueOf(name, type, key, future));
    const text = `
      with copy as materialized (select n, ${ID} as id from generate_series($2::int, $3::int) n where ${numbers})
      insert into orchestrator.${table} (${columns.map(({ name }) => name).join(', ')})
      select ${values.join(', ')} from copy cross join orchestrator.${table} r where r.${key} = $1`;
    for (let first = 1; first <= copies; first += BATCH)
      await query(url, text, [run, first, Math.min(first + BATCH - 1, copies)]);
  }
  await query(url, 'vacuum analyze');
  await query(url, 'checkpoint');
}

/** The id of the nth copy: a UUIDv7 of n seconds ago, the same for each table. */
const digits = (from, length) => `substr(md5(n::text), ${from}, ${length})`;
const moment = "lpad(to_hex(1750000000000 - n * 1000::bigint), 12, '0')";
const ID = [
  `substr(${moment}, 1, 8) || '-' || substr(${moment}, 9, 4)`,
  `'7' || ${digits(1, 3)}`,
  `'8' || ${digits(4, 3)}`,
  digits(7, 12),
].join(" || '-' || ");

/** The tables that hold something about a run, with the column that names it. */
async function tablesOf(url, run) {
  const columns = await query(
    url,
    `select table_name as table, column_name as name, data_type as type
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'orchestrator' and table_type = 'BASE TABLE' and is_identity = 'NO' and is_generated = 'NEVER' order by ordinal_position`,
  );
  const found = [];
  for (const [table, own] of Map.groupBy(columns, (column) => column.table)) {
    const key = table === 'instance' ? 'id' : 'instance_id';
    if (!own.some(({ name }) => name === key)) continue;
    const [{ count }] = await query(
      url,
      `select count(*)::int as count from orchestrator.${table} where ${key} = $1`,
      [run],
    );
    if (count > 0) found.push({ table, key, columns: own });
  }
  return found;
}

function valueOf(name, type, key, future) {
  if (name === key) return 'copy.id';
  // What a step tells of its nodes is a JSON text. Its times stay those of the run that is copied.
  if (name === 'nodes') return `replace(r.nodes, $1, copy.id)`;
  if (type === 'json' || type === 'jsonb') return `replace(r.${name}::text, $1, copy.id)::${type}`;
  if (type !== 'timestamp with time zone') return `r.${name}`;
  return future.includes(name)
    ? `r.${name} + copy.n * interval '100 milliseconds'`
    : `r.${name} - copy.n * interval '1 second'`;
}
