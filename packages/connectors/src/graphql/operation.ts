import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import { badArguments } from '../call-failure.js';
import type { ConnectorCall } from '../connector.js';
import { addressOf } from '../rest/address.js';
import { isSelectionSet } from './selection-set.js';

/** What a GraphQL function asks for. */
export interface GraphqlOperation {
  readonly url: URL;
  readonly kind: 'query' | 'mutation';
  readonly field: string;
  readonly arguments: JsonObject;
  /** In braces; absent where the workflow names no fields. */
  readonly selectionSet?: string;
}

/** A name in a GraphQL document (GraphQL 2.1.9). */
export const NAME = /^[_A-Za-z]\w*$/;

/**
 * Reads `<url>#query|mutation#<field>` and its arguments `arguments` and `selectionSet` (serverless-workflow-spec.md A4).
 *
 * @throws CallFailure `bad-arguments`
 */
export function operationOf(call: ConnectorCall): GraphqlOperation {
  const [, address = '', kind, field = ''] = /^(.+)#(query|mutation)#([^#]+)$/.exec(call.operation) ?? [];
  if ((kind !== 'query' && kind !== 'mutation') || !NAME.test(field)) {
    throw badArguments(
      `"${call.operation.replace(/\?.*?#/, '#')}" doesn't name an address and a field; write for instance https://example.com/graphql#query#pet.`,
    );
  }
  const selectionSet = selectionOf(property(call, 'selectionSet'));
  return {
    url: addressOf(address, call),
    kind,
    field,
    arguments: argumentsOf(property(call, 'arguments')),
    ...(selectionSet !== undefined && { selectionSet }),
  };
}

/** Without arguments, the call has the whole data, of which nothing is meant for the service. */
function property({ arguments: given, hasArguments }: ConnectorCall, name: string): Json | undefined {
  return hasArguments && isJsonObject(given) && Object.hasOwn(given, name) ? given[name] : undefined;
}

function argumentsOf(given: Json | undefined): JsonObject {
  if (given === undefined || given === null) return {};
  if (!isJsonObject(given)) throw badArguments('The arguments of a GraphQL function must be an object.');
  const wrong = Object.keys(given).find((name) => !NAME.test(name));
  if (wrong === undefined) return given;
  throw badArguments(`"${wrong}" can't be the name of an argument of a GraphQL field.`);
}

function selectionOf(given: Json | undefined): string | undefined {
  if (given === undefined || given === null || given === '') return undefined;
  const text = typeof given === 'string' ? given.trim() : '';
  const selection = text.startsWith('{') ? text : `{ ${text} }`;
  if (text !== '' && isSelectionSet(selection)) return selection;
  throw badArguments('The selectionSet must be the fields to read, in braces: "{ id name owner { name } }".');
}
