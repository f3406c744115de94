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

/** Documents that are remembered, and the longest of them, in characters: those that pages and scripts send again and again. */
const REMEMBERED = 50;
const LONGEST_REMEMBERED = 4_000;

/**
 * What parses and validates documents, within the limits. It remembers the valid ones that were used last, because reading
 * one takes longer than finding a run.
 */
export function createPrepare(schema: GraphQLSchema): (asked: GraphqlRequest) => Prepared {
  /** The one that was used longest ago comes first. */
  const valid = new Map<string, DocumentNode>();
  const keep = (query: string, document: DocumentNode): void => {
    if (query.length > LONGEST_REMEMBERED) return;
    valid.delete(query);
    valid.set(query, document);
    const [oldest] = valid.keys();
    if (valid.size > REMEMBERED && oldest !== undefined) valid.delete(oldest);
  };
  return ({ query, operationName }) => {
    const known = valid.get(query);
    const document = known ?? parseDocument(query);
    if (document instanceof GraphQLError)
      return { refused: { errors: [document] }, classification: 'InvalidSyntax' };
    const errors = known ? [] : validated(schema, document);
    if (errors.length > 0) return { refused: { errors }, classification: 'ValidationError' };
    keep(query, document);
    // Executing tells what is wrong with a document that names no operation, or several.
    return { document, operation: getOperationAST(document, operationName)?.operation ?? 'query' };
  };
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
