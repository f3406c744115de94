import type { Cursor } from '../../document/cursor.js';
import type { FunctionTarget } from '../../program/action.js';
import { metadataOf } from './metadata.js';

const FORMS = {
  graphql: {
    pattern: /^[^#]+#(query|mutation)#[^#]+$/,
    example: 'https://example.com/graphql#query#pet',
  },
  odata: { pattern: /^[^#]+#[^#]+$/, example: 'https://example.com/odata#Persons' },
} as const;

/** Reads a function whose operation is an address and what to ask of it: GraphQL and OData (section A4). */
export function compileEndpoint(
  entry: Cursor,
  name: string,
  operation: string,
  connector: keyof typeof FORMS,
): FunctionTarget | undefined {
  const { pattern, example } = FORMS[connector];
  if (!pattern.test(operation)) {
    const message = `"${operation}" doesn't name an address and what to ask of it; write for instance ${example}.`;
    entry.get('operation').error('bad-operation', message);
    return undefined;
  }
  return { kind: 'connector', name, connector, operation, metadata: metadataOf(entry) };
}
