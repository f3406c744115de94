import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import { badArguments } from '../call-failure.js';
import type { GraphqlOperation } from './operation.js';
import { NAME } from './operation.js';

/** A GraphQL request. */
export interface GraphqlRequest {
  readonly query: string;
  readonly variables: JsonObject;
}

/**
 * Writes the document of an operation. An argument whose type is known becomes a variable; what is left becomes a literal,
 * in which text is always a string: without its type, the name of an enum's value looks the same.
 *
 * @param types - GraphQL types of the field's arguments, as far as they are known
 * @throws CallFailure `bad-arguments` when an object has a property that GraphQL has no name for
 */
export function documentOf(
  { kind, field, arguments: given }: GraphqlOperation,
  types: ReadonlyMap<string, string>,
  selectionSet: string,
): GraphqlRequest {
  const variables = Object.entries(given).filter(([name]) => types.has(name));
  const declared = variables.map(([name]) => `$${name}: ${types.get(name) ?? ''}`);
  const passed = Object.entries(given).map(([name, value]) =>
    types.has(name) ? `${name}: $${name}` : `${name}: ${literalOf(value)}`,
  );
  return {
    query: `${kind}${inParentheses(declared)} { ${field}${inParentheses(passed)} ${selectionSet} }`,
    variables: Object.fromEntries(variables),
  };
}

function inParentheses(items: readonly string[]): string {
  return items.length === 0 ? '' : `(${items.join(', ')})`;
}

/** A JSON value as GraphQL writes it: like JSON, but for the names of an object's fields. */
function literalOf(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(literalOf).join(', ')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, item]) => {
    if (!NAME.test(name)) throw badArguments(`"${name}" can't be the name of a field in GraphQL.`);
    return `${name}: ${literalOf(item)}`;
  });
  return `{${fields.join(', ')}}`;
}
