import { STATUS_CODES } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Command } from './command.js';

/** Longest answer that is passed on, in characters. */
const MAX_ANSWER = 1_000_000;

/**
 * What a mutation answers: the body of the answer, or a sentence when there is none (data-index-and-jobs.md 1.8).
 *
 * @throws GraphQLError for any status but 200 and 201
 */
export async function resultText(response: Response, { operation }: Command): Promise<string> {
  const { status } = response;
  const body = (await response.text()).slice(0, MAX_ANSWER);
  if (status === 200 || status === 201) return body === '' ? `Successfully performed: ${operation}` : body;
  const text = response.statusText || (STATUS_CODES[status] ?? '');
  throw new GraphQLError(
    `FAILED: ${operation} errorCode:${status} errorStatus:${text} errorMessage:${body === '' ? '-' : body}`,
  );
}
