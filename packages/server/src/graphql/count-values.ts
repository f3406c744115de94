import { defaultFieldResolver, GraphQLError, responsePathAsArray } from 'graphql';
import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';

/** Objects and items of lists in one answer. Rows below rows multiply, so limits of lists alone do not bound it. */
const MAX_VALUES = 100_000;

/** How much of an answer there is so far. */
export interface ValueCount {
  /** Objects and items of lists. */
  values: number;
  /** What every field answers once there are too many. */
  tooMany?: GraphQLError;
}

/**
 * Resolves fields as usual, and refuses to go on where the answer has more than 100,000 objects and items.
 *
 * @throws GraphQLError the same one each time, with the place where it was too much: an error for each field that is left
 * would be as much again
 */
export const countedResolver: GraphQLFieldResolver<unknown, ValueCount> = (source, args, context, info) => {
  const value: unknown = defaultFieldResolver(source, args, context, info);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Promise) return value.then((resolved: unknown) => counted(resolved, context, info));
  return counted(value, context, info);
};

function counted(value: unknown, count: ValueCount, { path }: GraphQLResolveInfo): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (count.tooMany) throw count.tooMany;
  count.values += Array.isArray(value) ? value.length : 1;
  if (count.values <= MAX_VALUES) return value;
  const message = `The answer has more than ${MAX_VALUES} objects; ask for fewer rows, page by page.`;
  count.tooMany = new GraphQLError(message, { path: responsePathAsArray(path) });
  throw count.tooMany;
}
