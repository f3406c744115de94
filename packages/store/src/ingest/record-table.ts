import type { Statement } from '../database/database.js';

/** How a value of a record stands in the database. Times are milliseconds in the record. */
export type ColumnType = 'text' | 'time' | 'json' | 'jsonb' | 'smallint' | 'integer' | 'bigint' | 'boolean';

/** A table whose rows are records of JSON values, read and written as a whole. */
export interface RecordTable {
  readonly table: string;
  /** Columns of the key; they come first in `columns`. */
  readonly key: readonly string[];
  /** By the field of the record. */
  readonly columns: { readonly [field: string]: readonly [column: string, type: ColumnType] };
  /** A field that stays as it is where a record does not have it, since it is large and seldom changes. */
  readonly large?: string;
}

/**
 * $1 keys as a JSON array of objects. Answers each record that is there as one JSON text.
 *
 * @param part - `small`: without what is large
 */
export function loadRecords(
  { table, key, columns, large }: RecordTable,
  part: 'whole' | 'small' = 'whole',
): Statement {
  const wanted = Object.entries(columns).filter(([field]) => part === 'whole' || field !== large);
  const fields = wanted.map(([field, [column, type]]) => {
    const value =
      type === 'time'
        ? `(extract(epoch from date_trunc('milliseconds', r.${column})) * 1000)::float8`
        : `r.${column}`;
    return `${value} as "${field}"`;
  });
  const keys = keysOf(columns, key);
  return {
    name: `orchestrator-load-${part}-${table}-1`,
    text: `
select (select to_json(f) from (select ${fields.join(', ')}) f)::text as record
from json_to_recordset($1::json) as k(${keys.map(([field]) => `"${field}" text`).join(', ')})
cross join lateral (
  select * from orchestrator.${table} r
  where ${keys.map(([field, column]) => `r.${column} = k."${field}"`).join(' and ')}
  limit 1
) r`,
  };
}

/**
 * $1 records as a JSON array. Each must be the next revision of what is stored, or the first; where another process was
 * faster, the statement fails with {@link anotherWasFaster}. Rows are written in the order of their keys, so that two
 * writers wait for each other instead of locking each other up.
 */
export function writeRecords(records: RecordTable): Statement {
  const { table, key, columns } = records;
  const keyColumns = key.map((field) => columnOf(records, field));
  const [first = ''] = keyColumns;
  const isNext = 'r.revision = g.revision - 1';
  return {
    name: `orchestrator-write-${table}-2`,
    text: `
with ${given(records)},
inserted as (
  insert into orchestrator.${table} (${names(columns)})
  select ${names(columns)} from given where revision = 1 order by ${orderOf(records)}
  on conflict do nothing
  returning 1
),
fenced as (
  select r.* from given g
  cross join lateral (
    select ${keyColumns.map((column) => `r.${column}`).join(', ')} from orchestrator.${table} r
    where ${matches(records, 'r', 'g')} and ${isNext}
    limit 1
    for update
  ) r
  where g.revision > 1
),
updated as (
  update orchestrator.${table} r set ${assignments(records)}
  from given g
  where r.${first} = any(array(select f.${first} from fenced f)) and ${matches(records, 'r', 'g')} and ${isNext}
  returning 1
)
select orchestrator.expect_writes(
  (select count(*) from inserted) + (select count(*) from updated), (select count(*) from given)) as written`,
  };
}

/** $1 records as a JSON array, whose writers are fenced by something else. */
export function upsertRecords(records: RecordTable): Statement {
  const { table, key, columns } = records;
  const changed = Object.entries(columns).filter(([field]) => !key.includes(field));
  return {
    name: `orchestrator-upsert-${table}-2`,
    text: `
with ${given(records)}
insert into orchestrator.${table} as r (${names(columns)})
select ${names(columns)} from given order by ${orderOf(records)}
on conflict (${key.map((field) => columnOf(records, field)).join(', ')})
do update set ${changed.map(([, [column]]) => `${column} = excluded.${column}`).join(', ')}`,
  };
}

/** SQLSTATE of a write that found that another process was faster. */
export const anotherWasFaster = 'OR002';

function given(records: RecordTable): string {
  const { columns } = records;
  const entries = Object.entries(columns);
  const values = entries.map(([field, [column, type]]) =>
    // Events are ordered by more than the milliseconds that are shown and compared with.
    type === 'time' ? `to_timestamp(floor("${field}") / 1000) as ${column}` : `"${field}" as ${column}`,
  );
  const types = entries.map(([field, [, type]]) => `"${field}" ${type === 'time' ? 'float8' : type}`);
  return `given as materialized (
  select ${values.join(', ')}
  from json_to_recordset($1::json) as j(${types.join(', ')})
  order by ${orderOf(records)}
)`;
}

function assignments({ key, columns, large }: RecordTable): string {
  return Object.entries(columns)
    .filter(([field]) => !key.includes(field))
    .map(([field, [column]]) =>
      field === large ? `${column} = coalesce(g.${column}, r.${column})` : `${column} = g.${column}`,
    )
    .join(', ');
}

function matches(records: RecordTable, one: string, other: string): string {
  return records.key
    .map((field) => columnOf(records, field))
    .map((column) => `${one}.${column} = ${other}.${column}`)
    .join(' and ');
}

function orderOf(records: RecordTable): string {
  return records.key.map((field) => columnOf(records, field)).join(', ');
}

function names(columns: RecordTable['columns']): string {
  return Object.values(columns)
    .map(([column]) => column)
    .join(', ');
}

function keysOf(columns: RecordTable['columns'], key: readonly string[]): (readonly [string, string])[] {
  return Object.entries(columns)
    .filter(([field]) => key.includes(field))
    .map(([field, [column]]) => [field, column]);
}

function columnOf({ columns }: RecordTable, field: string): string {
  const [column] = columns[field] ?? [];
  if (column === undefined) throw new RangeError(`There is no field ${field}.`);
  return column;
}
