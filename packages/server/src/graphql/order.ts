import { isJsonObject } from '@orchestrator/definition';
import type { Json } from '@orchestrator/definition';
import { Kind } from 'graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Query } from '@orchestrator/store';

/**
 * The order that a query asks for, attribute by attribute as the query text or its variable names them
 * (data-index-and-jobs.md 1.5). GraphQL's own coercion would sort them by the schema.
 */
export function orderOf(
  orderBy: { readonly [field: string]: string | null } | null | undefined,
  info: GraphQLResolveInfo,
  rawVariables: { readonly [name: string]: Json },
): NonNullable<Query['orderBy']> {
  if (!orderBy) return [];
  const named = namesInWrittenOrder(info, rawVariables) ?? Object.keys(orderBy);
  return named.flatMap((field) => {
    const direction = orderBy[field];
    return direction ? [{ field, descending: direction === 'DESC' }] : [];
  });
}

function namesInWrittenOrder(
  info: GraphQLResolveInfo,
  rawVariables: { readonly [name: string]: Json },
): string[] | undefined {
  const argument = info.fieldNodes[0]?.arguments?.find(({ name }) => name.value === 'orderBy')?.value;
  if (argument?.kind === Kind.OBJECT) return argument.fields.map(({ name }) => name.value);
  if (argument?.kind !== Kind.VARIABLE) return undefined;
  const value = rawVariables[argument.name.value];
  return isJsonObject(value) ? Object.keys(value) : undefined;
}
