import type { Query } from '../data-index.js';
import { InvalidQueryError } from '../errors.js';
import { compileCondition } from './compile-condition.js';
import { columnSql, fieldOf } from './fields.js';
import type { Fields } from './fields.js';
import type { Parameters } from './parameters.js';

/** Most fields that a query may be ordered by. */
const maxOrderFields = 16;

/**
 * What follows the `from` of a list: filter, order, page.
 *
 * Nulls stand where PostgreSQL puts them: last when ascending, first when descending. The key ends every order, so that
 * pages neither repeat nor miss a row whose other fields are equal.
 */
export function compileQuery(query: Query, fields: Fields, parameters: Parameters): string {
  return `where ${compileCondition(query.where, fields, parameters)} ${compilePage(query, fields, parameters)}`;
}

/** Order and page alone. */
export function compilePage(
  { orderBy = [], limit, offset }: Omit<Query, 'where'>,
  fields: Fields,
  parameters: Parameters,
): string {
  const order = compileOrder(orderBy, fields, parameters);
  return `order by ${order}${compileNumber('limit', limit, parameters)}${compileNumber('offset', offset, parameters)}`;
}

function compileOrder(
  orderBy: NonNullable<Query['orderBy']>,
  fields: Fields,
  parameters: Parameters,
): string {
  if (orderBy.length > maxOrderFields) {
    throw new InvalidQueryError(`A list can be ordered by up to ${maxOrderFields} fields.`);
  }
  const order = orderBy.map(({ field: name, descending }) => {
    const field = fieldOf(fields, name);
    if (field.kind === 'json' || field.kind === 'texts' || field.kind === 'children') {
      throw new InvalidQueryError(`A list cannot be ordered by the field ${name}.`);
    }
    return `${columnSql(field, parameters)} ${descending ? 'desc' : 'asc'}`;
  });
  return [...order, fields.key].join(', ');
}

function compileNumber(name: 'limit' | 'offset', value: number | undefined, parameters: Parameters): string {
  if (value === undefined) return '';
  if (!Number.isSafeInteger(value) || value < 0)
    throw new InvalidQueryError(`The ${name} must be a whole number from 0.`);
  return ` ${name} ${parameters.add(value, 'bigint')}`;
}
