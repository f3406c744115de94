import { InputError } from '@backstage/errors';
import type { PaginationInfoDTO, SearchRequest } from '@orchestrator/plugin-orchestrator-common';
import { asObject, field } from '../client/fields';
import { present } from '../client/present';
import { SEARCH_LIMITS } from './limits';
import { parseFilter } from './parse-filter';

const PAGINATION = ['pageSize', 'offset', 'orderBy', 'orderDirection'];

/**
 * Reads the body of a list endpoint (contract 2.2); no body means everything.
 *
 * @throws InputError that names what does not fit
 */
export function parseSearchRequest(body: unknown): SearchRequest {
  if (body === undefined || body === null) {
    return {};
  }
  if (asObject(body) === undefined) {
    throw new InputError('The body must be an object with filters and paginationInfo, or empty.');
  }
  const filters = field(body, 'filters') ?? undefined;
  const paginationInfo = field(body, 'paginationInfo') ?? undefined;
  return present({
    filters: filters === undefined ? undefined : parseFilter(filters),
    paginationInfo: paginationInfo === undefined ? undefined : parsePagination(paginationInfo),
  });
}

function parsePagination(value: unknown): PaginationInfoDTO {
  const object = asObject(value);
  if (object === undefined) {
    throw new InputError('paginationInfo must be an object.');
  }
  const unknown = Object.keys(object).find((key) => !PAGINATION.includes(key));
  if (unknown !== undefined) {
    throw new InputError(`paginationInfo has no ${unknown}; it takes ${PAGINATION.join(', ')}.`);
  }
  return present({
    pageSize: wholeNumber(object, 'pageSize', SEARCH_LIMITS.pageSize),
    offset: wholeNumber(object, 'offset', 2 ** 31 - 1),
    orderBy: orderBy(object),
    orderDirection: orderDirection(object),
  });
}

function wholeNumber(object: unknown, name: string, most: number): number | undefined {
  const value = field(object, name) ?? undefined;
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > most) {
    throw new InputError(`paginationInfo.${name} must be a whole number from 0 to ${most}.`);
  }
  return value;
}

function orderBy(object: unknown): string | undefined {
  const value = field(object, 'orderBy') ?? undefined;
  if (value !== undefined && typeof value !== 'string') {
    throw new InputError('paginationInfo.orderBy must be the name of a field.');
  }
  return value;
}

function orderDirection(object: unknown): 'ASC' | 'DESC' | undefined {
  const value = field(object, 'orderDirection') ?? undefined;
  const direction = typeof value === 'string' ? value.toUpperCase() : value;
  if (direction !== undefined && direction !== 'ASC' && direction !== 'DESC') {
    throw new InputError('paginationInfo.orderDirection must be ASC or DESC.');
  }
  return direction;
}
