import type { Logger } from '@orchestrator/runtime';
import { InvalidQueryError, UnknownFieldError } from '@orchestrator/store';
import { GraphQLError } from 'graphql';
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';

/** Kinds of errors that clients tell apart (data-index-and-jobs.md 1.7). */
export type Classification = 'InvalidSyntax' | 'ValidationError' | 'DataFetchingException';

/** A result as it is sent: errors in the form of the original, nothing of the inside in them. */
export function sent(result: ExecutionResult, classification: Classification, logger: Logger): object {
  const { errors, ...rest } = result;
  if (!errors) return rest;
  // One error may stand for many fields.
  const distinct = [...new Set(errors)];
  return { ...rest, errors: distinct.map((error) => format(error, classification, logger)) };
}

/** What a client may know of an error: its own mistakes in full, the server's only as such. */
function format(error: GraphQLError, classification: Classification, logger: Logger): GraphQLFormattedError {
  const path = error.path?.join('/');
  const place = {
    ...(error.locations && { locations: error.locations }),
    ...(error.path && { path: error.path }),
  };
  const inner = error.originalError;
  if (inner?.message.startsWith('Cannot return null for non-nullable field')) {
    return {
      message: inner.message,
      ...place,
      extensions: { classification: 'NullValueInNonNullableField' },
    };
  }
  const own =
    !inner ||
    inner instanceof GraphQLError ||
    inner instanceof UnknownFieldError ||
    inner instanceof InvalidQueryError;
  if (!own) logger.error(`GraphQL ${path ?? ''} failed: ${inner.message}`);
  const text = own ? error.message : 'the server could not do this; its log says why';
  const message = path === undefined ? text : `Exception while fetching data (/${path}) : ${text}`;
  return { message, ...place, extensions: { classification } };
}
