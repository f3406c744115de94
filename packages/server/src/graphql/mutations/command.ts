import { GraphQLError } from 'graphql';

/** A request to the runtime that has a run, job or user task (data-index-and-jobs.md 1.8). */
export interface Command {
  /** What it is for, as results and errors name it. */
  readonly operation: string;
  readonly method: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';
  /** Path and query. */
  readonly path: string;
  /** JSON. */
  readonly body?: string;
}

/** Sends a command; only the origin of the address counts. @throws Error with a sentence when there is no answer */
export type Forward = (
  address: string,
  command: Command,
  /** The caller's header, which goes along. */
  authorization: string | undefined,
) => Promise<Response>;

/**
 * A path made of parts that may hold anything but what leads elsewhere: `.` and `..` mean another path, however they are
 * written.
 *
 * @throws GraphQLError
 */
export function pathOf(...parts: readonly string[]): string {
  return parts.map((part) => `/${segment(part)}`).join('');
}

function segment(part: string): string {
  if (part === '.' || part === '..') throw new GraphQLError(`"${part}" can be no id.`);
  // Half a character has no place in an address.
  return encodeURIComponent(part.toWellFormed());
}
