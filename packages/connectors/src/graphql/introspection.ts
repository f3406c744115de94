import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import { CallFailure } from '../call-failure.js';
import type { GraphqlClient } from './graphql-client.js';
import type { GraphqlOperation } from './operation.js';

/** What a schema says about a field of a query or mutation. */
export interface FieldType {
  /** Types of the arguments, as variables declare them: `[ID!]!`. */
  readonly arguments: ReadonlyMap<string, string>;
  /** Name and kind of the type, without list and non-null around it. */
  readonly name: string;
  readonly kind: string;
}

/** Lists and non-nulls around a type, as deep as types are in practice. */
const TYPE = `kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
  ofType { kind name ofType { kind name } } } } } }`;

const ROOTS = `{ __schema { queryType { ...root } mutationType { ...root } } }
fragment root on __Type {
  fields(includeDeprecated: true) { name args { name type { ${TYPE} } } type { ${TYPE} } }
}`;

const FIELDS = `query($name: String!) {
  __type(name: $name) { fields { name args { defaultValue type { kind } } type { ${TYPE} } } }
}`;

/**
 * The fields of the operation's kind; undefined when the service doesn't tell its schema.
 *
 * @throws CallFailure when the service can't be reached
 */
export async function rootFields(
  client: GraphqlClient,
  kind: GraphqlOperation['kind'],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, FieldType> | undefined> {
  const data = await introspect(client, ROOTS, {}, signal);
  const root = at(at(data, '__schema'), kind === 'query' ? 'queryType' : 'mutationType');
  return data && new Map(list(at(root, 'fields')).map((field) => [text(field, 'name'), fieldType(field)]));
}

/**
 * The fields of a type that are scalars or enums and need no argument.
 *
 * @throws CallFailure when the service can't be reached
 */
export async function scalarFields(
  client: GraphqlClient,
  name: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const data = await introspect(client, FIELDS, { name }, signal);
  return list(at(at(data, '__type'), 'fields'))
    .filter((field) => isLeaf(fieldType(field)) && !list(at(field, 'args')).some(isMandatory))
    .map((field) => text(field, 'name'));
}

/** Whether values of a type have no fields of their own. */
export function isLeaf({ kind }: FieldType): boolean {
  return kind === 'SCALAR' || kind === 'ENUM';
}

async function introspect(
  client: GraphqlClient,
  query: string,
  variables: JsonObject,
  signal: AbortSignal,
): Promise<JsonObject | undefined> {
  try {
    return (await client.send({ query, variables }, signal)).data;
  } catch (error) {
    const isRefusal =
      error instanceof CallFailure &&
      ['graphql-errors', 'http-status', 'bad-response'].includes(error.error.code);
    if (isRefusal) return undefined;
    throw error;
  }
}

function fieldType(field: Json): FieldType {
  let type = at(field, 'type');
  while (['NON_NULL', 'LIST'].includes(text(type, 'kind'))) type = at(type, 'ofType');
  const given = list(at(field, 'args')).map((each): [string, string] => [
    text(each, 'name'),
    written(at(each, 'type')),
  ]);
  return { arguments: new Map(given), name: text(type, 'name'), kind: text(type, 'kind') };
}

function written(type: Json): string {
  const kind = text(type, 'kind');
  if (kind === 'NON_NULL') return `${written(at(type, 'ofType'))}!`;
  return kind === 'LIST' ? `[${written(at(type, 'ofType'))}]` : text(type, 'name');
}

function isMandatory(argument: Json): boolean {
  return text(at(argument, 'type'), 'kind') === 'NON_NULL' && at(argument, 'defaultValue') === null;
}

function at(value: Json | undefined, key: string): Json {
  return isJsonObject(value) && Object.hasOwn(value, key) ? (value[key] ?? null) : null;
}

function list(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function text(value: Json, key: string): string {
  const found = at(value, key);
  return typeof found === 'string' ? found : '';
}
