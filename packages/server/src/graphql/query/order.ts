import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import type { Query } from '@orchestrator/store';
import { Kind } from 'graphql';
import type { GraphQLResolveInfo, ValueNode } from 'graphql';

type Order = NonNullable<Query['orderBy']>;

/**
 * The order that a query asks for, attribute by attribute as the query text or its variable names them
 * (data-index-and-jobs.md 1.5). GraphQL's own coercion would sort them by the schema. `error: {message: ASC}` nests.
 */
export function orderOf(
  orderBy: JsonObject | null | undefined,
  info: GraphQLResolveInfo,
  rawVariables: { readonly [name: string]: Json },
): Order {
  const argument = info.fieldNodes[0]?.arguments?.find(({ name }) => name.value === 'orderBy')?.value;
  return orderBy ? attributes('', orderBy, argument, rawVariables) : [];
}

function attributes(
  prefix: string,
  orderBy: JsonObject,
  written: ValueNode | undefined,
  rawVariables: { readonly [name: string]: Json },
): Order {
  const named = namesAsWritten(written, rawVariables) ?? Object.keys(orderBy);
  return named.flatMap((name): Order => {
    const field = `${prefix}${name}`;
    const direction = Object.hasOwn(orderBy, name) ? (orderBy[name] ?? null) : null;
    if (isJsonObject(direction)) {
      return attributes(`${field}.`, direction, writtenUnder(name, written, rawVariables), rawVariables);
    }
    return direction === null ? [] : [{ field, descending: direction === 'DESC' }];
  });
}

function namesAsWritten(
  written: ValueNode | undefined,
  rawVariables: { readonly [name: string]: Json },
): string[] | undefined {
  if (written?.kind === Kind.OBJECT) return written.fields.map(({ name }) => name.value);
  if (written?.kind !== Kind.VARIABLE) return undefined;
  const value = rawVariables[written.name.value];
  return isJsonObject(value) ? Object.keys(value) : undefined;
}

/** Where an attribute that nests is written; in a variable, the nested names keep their own order. */
function writtenUnder(
  name: string,
  written: ValueNode | undefined,
  rawVariables: { readonly [name: string]: Json },
): ValueNode | undefined {
  if (written?.kind === Kind.OBJECT) return written.fields.find((field) => field.name.value === name)?.value;
  if (written?.kind !== Kind.VARIABLE) return undefined;
  const value = rawVariables[written.name.value];
  const inner = isJsonObject(value) ? value[name] : undefined;
  if (!isJsonObject(inner)) return undefined;
  return {
    kind: Kind.OBJECT,
    fields: Object.keys(inner).map((key) => ({
      kind: Kind.OBJECT_FIELD,
      name: { kind: Kind.NAME, value: key },
      value: { kind: Kind.NULL },
    })),
  };
}
