import { describe, expect, it } from 'vitest';
import { parseSearchRequest } from './search-request';

const leaf = { field: 'state', operator: 'EQ', value: 'ERROR' };

function nested(levels: number): object {
  return levels === 0 ? leaf : { operator: 'AND', filters: [nested(levels - 1)] };
}

describe('parseSearchRequest', () => {
  it.each([undefined, null, {}])('takes %s as everything', (body) => {
    expect(parseSearchRequest(body)).toEqual({});
  });

  it('reads filters and page', () => {
    const body = {
      filters: { operator: 'AND', filters: [leaf, { field: 'variables', nested: leaf }] },
      paginationInfo: { pageSize: 10, offset: 20, orderBy: 'start', orderDirection: 'desc' },
    };
    expect(parseSearchRequest(body)).toEqual({
      ...body,
      paginationInfo: { ...body.paginationInfo, orderDirection: 'DESC' },
    });
  });

  it.each([
    ['a body that is no object', []],
    ['a filter that is no object', { filters: 'state' }],
    ['an unknown operator', { filters: { ...leaf, operator: 'NE' } }],
    ['an unknown logical operator', { filters: { operator: 'XOR', filters: [] } }],
    ['a list of filters that is none', { filters: { operator: 'AND', filters: leaf } }],
    ['a value that is an object', { filters: { ...leaf, value: {} } }],
    ['a missing value', { filters: { field: 'state', operator: 'EQ' } }],
    ['a missing field', { filters: { operator: 'EQ', value: 'a' } }],
    ['BETWEEN with one value', { filters: { ...leaf, operator: 'BETWEEN', value: ['a'] } }],
    ['IN without a list', { filters: { ...leaf, operator: 'IN' } }],
    [
      'too many values',
      { filters: { ...leaf, operator: 'IN', value: Array.from({ length: 1001 }, String) } },
    ],
    [
      'too many conditions',
      { filters: { operator: 'OR', filters: Array.from({ length: 201 }, () => leaf) } },
    ],
    ['too deep a tree', { filters: nested(20) }],
    ['a logical filter inside a nested one', { filters: { field: 'variables', nested: nested(1) } }],
    ['an unknown page setting', { paginationInfo: { page: 1 } }],
    ['a negative page size', { paginationInfo: { pageSize: -1 } }],
    ['a fractional offset', { paginationInfo: { offset: 0.5 } }],
    ['too large a page', { paginationInfo: { pageSize: 1001 } }],
    ['an unknown direction', { paginationInfo: { orderDirection: 'up' } }],
    ['an order that is no name', { paginationInfo: { orderBy: 1 } }],
  ])('refuses %s', (_what, body) => {
    expect(() => parseSearchRequest(body)).toThrow(expect.objectContaining({ name: 'InputError' }));
  });
});
