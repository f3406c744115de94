import { GraphQLError } from 'graphql';

/**
 * Objects and keys of one filter. The store takes 500 conditions; this is for what is no condition, and for variables that
 * stand in a filter many times and so make it far larger than its request.
 */
const MAX_PARTS = 10_000;

/** Counts parts of a filter. @throws GraphQLError when there are too many */
export type CountParts = (parts: number) => void;

/** A count for one filter. */
export function countParts(): CountParts {
  let counted = 0;
  return (parts) => {
    counted += parts;
    if (counted > MAX_PARTS) throw new GraphQLError(`A filter may have ${MAX_PARTS} parts.`);
  };
}
