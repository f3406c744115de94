import { getOperationAST, GraphQLError, parse, specifiedRules, validate } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationTypeNode } from 'graphql';
import { checkBrackets, limitedDepth } from './limits.js';
import type { GraphqlRequest } from './read-request.js';
import type { Classification } from './results.js';

/** Longest document, in lexical tokens. */
const MAX_TOKENS = 5_000;

/** A document that can be executed, and what it does; or what is wrong with it. */
export type Prepared =
  | { readonly document: DocumentNode; readonly operation: `${OperationTypeNode}` }
  | { readonly refused: ExecutionResult; readonly classification: Classification };

/** Parses and validates a document, within the limits. */
export function prepare(schema: GraphQLSchema, { query, operationName }: GraphqlRequest): Prepared {
  const document = parseDocument(query);
  if (document instanceof GraphQLError)
    return { refused: { errors: [document] }, classification: 'InvalidSyntax' };
  const errors = validated(schema, document);
  if (errors.length > 0) return { refused: { errors }, classification: 'ValidationError' };
  // Executing tells what is wrong with a document that names no operation, or several.
  return { document, operation: getOperationAST(document, operationName)?.operation ?? 'query' };
}

function validated(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  try {
    return validate(schema, document, [...specifiedRules, limitedDepth]);
  } catch (error) {
    // The rule about subscriptions throws where the argument of a directive is wrong, instead of reporting it.
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function parseDocument(query: string): DocumentNode | GraphQLError {
  try {
    checkBrackets(query, MAX_TOKENS);
    return parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}
