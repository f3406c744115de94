import { InputError } from '@backstage/errors';
import type { PaginationInfoDTO } from '@orchestrator/plugin-orchestrator-common';
import type { IndexQuery } from '../client/data-index';
import { SEARCH_LIMITS } from './limits';

/** The part of a query that says which rows in which order. */
type Page = Pick<IndexQuery, 'orderBy' | 'limit' | 'offset'>;

/**
 * Turns the page of a request into that of a query. A request without `pageSize` gets the largest page.
 *
 * @param orders fields that rows can be ordered by, with the names of their types
 * @param standard order of a request that names no field
 * @throws InputError for a field that rows cannot be ordered by
 */
export function compilePage(
  info: PaginationInfoDTO = {},
  orders: ReadonlyMap<string, string>,
  standard: { readonly field: string; readonly direction: 'ASC' | 'DESC' },
): Page {
  const page = { limit: info.pageSize ?? SEARCH_LIMITS.pageSize, offset: info.offset ?? 0 };
  if (info.orderBy === undefined) {
    return { ...page, orderBy: { [standard.field]: info.orderDirection ?? standard.direction } };
  }
  if (orders.get(info.orderBy) !== 'OrderBy') {
    const known = [...orders].flatMap(([name, type]) => (type === 'OrderBy' ? [name] : []));
    throw new InputError(`Rows cannot be ordered by ${info.orderBy}; use one of ${known.join(', ')}.`);
  }
  return { ...page, orderBy: { [info.orderBy]: info.orderDirection ?? 'ASC' } };
}
