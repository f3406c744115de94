/**
 * Equality by which PostgreSQL neither merges nor hashes, so an index is used for looking up only. A plan that is made for a
 * table that is known to be empty would else go through all of its index, which costs nothing then.
 */
export const isOf = (column: string, value: string): string => `${column} = any(array[${value}])`;
