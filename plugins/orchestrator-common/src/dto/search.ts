/** Page of a list, as requests carry it (contract 2.2). Answers echo only `pageSize` and `offset`. */
export interface PaginationInfoDTO {
  /** Greatest number of rows; absent means no limit. */
  readonly pageSize?: number;
  /** First row, counted from 0: a row offset, not a page index. */
  readonly offset?: number;
  /** Name of a data index field. */
  readonly orderBy?: string;
  /** Direction of `orderBy`; absent means `ASC`. */
  readonly orderDirection?: 'ASC' | 'DESC';
}

/** Body of the list endpoints (contract 2.2); both fields and the body itself may be left out. */
export interface SearchRequest {
  readonly filters?: Filter;
  readonly paginationInfo?: PaginationInfoDTO;
}

/** Condition on the rows of a list: exactly one of three kinds (contract 2.2). */
export type Filter = LogicalFilter | NestedFilter | FieldFilter;

/** Combines filters; nests to any depth. `NOT` negates the conjunction of its filters. */
export interface LogicalFilter {
  readonly operator: 'AND' | 'OR' | 'NOT';
  readonly filters: readonly Filter[];
}

/** Condition on a value inside a JSON column, for instance `field: 'variables'`. */
export interface NestedFilter {
  readonly field: string;
  readonly nested: FieldFilter | NestedFilter;
}

/** Condition on one field. `BETWEEN` needs a value of two elements, `IN` an array. */
export interface FieldFilter {
  readonly field: string;
  readonly operator: FieldFilterOperator;
  readonly value: FieldFilterValue;
}

/** Comparisons that a {@link FieldFilter} knows (contract 2.2). */
export type FieldFilterOperator = 'EQ' | 'GT' | 'GTE' | 'LT' | 'LTE' | 'IN' | 'IS_NULL' | 'LIKE' | 'BETWEEN';

/** What a field is compared with. */
export type FieldFilterValue = string | number | boolean | readonly (string | number | boolean)[];
