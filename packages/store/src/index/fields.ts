import type { Condition } from '../data-index.js';
import { UnknownFieldError } from '../errors.js';
import type { Parameters } from './parameters.js';

/** What a field of the data index is in SQL. `sql` never holds anything that a query brought along. */
export type Field = ColumnField | JsonField | ChildrenField;

/** A field that has no inside. */
export interface ColumnField {
  readonly kind: 'text' | 'state' | 'time' | 'texts' | 'boolean' | 'number';
  /** A function where it depends on what the query says of its surroundings. */
  readonly sql: string | ((parameters: Parameters) => string);
  /** What else holds of a row whose text is one of these, so that an index can serve. */
  readonly implied?: (texts: readonly string[], parameters: Parameters) => string;
}

/** A field whose inside can be filtered. */
export interface JsonField {
  readonly kind: 'json';
  /** The whole value as jsonb. */
  readonly sql: string;
  /** The value at a path as jsonb, SQL null when there is none; `parameter` yields the placeholder of a text array. */
  at(path: readonly string[], parameter: (path: readonly string[]) => string): string;
  /** Columns that hold the texts of some paths of one key, and that have an index. */
  readonly columns: ReadonlyMap<string, string>;
}

/** Rows below a row. */
export interface ChildrenField {
  readonly kind: 'children';
  /** What follows `from`, with a `where` that ties the rows to the one above. */
  readonly from: string;
  readonly fields: Fields;
  /** What a condition on the rows below says of the row above, so that an index can serve. */
  readonly implied?: (condition: Condition, parameters: Parameters) => string | undefined;
}

/** The fields of one kind of thing, with the key that makes an order complete. */
export interface Fields {
  readonly byName: ReadonlyMap<string, Field>;
  readonly key: string;
}

/** @throws UnknownFieldError */
export function fieldOf(fields: Fields, name: string): Field {
  const field = fields.byName.get(name);
  if (field === undefined) throw new UnknownFieldError(name, [...fields.byName.keys()]);
  return field;
}

/** The SQL of a field for one statement. */
export function columnSql({ sql }: ColumnField, parameters: Parameters): string {
  return typeof sql === 'string' ? sql : sql(parameters);
}

/** A jsonb or json column as a field whose inside can be filtered. */
export function jsonColumn(sql: string): JsonField {
  return {
    kind: 'json',
    sql: `${sql}::jsonb`,
    at: (path, parameter) => `(${sql} #> ${parameter(path)})::jsonb`,
    columns: new Map(),
  };
}

/** Rows below a row, by what follows `from`. */
export function childRows(from: string, fields: Fields, implied?: ChildrenField['implied']): ChildrenField {
  return { kind: 'children', from, fields, ...(implied && { implied }) };
}
