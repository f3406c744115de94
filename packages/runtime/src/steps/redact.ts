import type { Json, JsonObject } from '@orchestrator/definition';
import { isCredentialName } from '../environment/credentials.js';

/** Shorter values are found by chance in texts that have nothing to do with them. */
const MIN_LENGTH = 8;

const MASK = '***';

/**
 * Removes credentials from a text of somebody else: a service may answer with what it was sent.
 *
 * @param known - headers and secrets by name; values below a name that speaks of credentials are removed
 */
export function redact(text: string, known: readonly JsonObject[]): string {
  const values = known.flatMap((tree) => [...credentialsIn(tree, false)]);
  // The longest first, so that nothing is left of a value that begins like another.
  const byLength = [...new Set(values)].sort((left, right) => right.length - left.length);
  return byLength.reduce((rest, value) => rest.replaceAll(value, MASK), text);
}

function* credentialsIn(value: Json, named: boolean): Generator<string> {
  if (typeof value === 'string') {
    if (!named) return;
    // "Bearer abc" is sent as it is, "abc" may be told.
    for (const part of [value, value.replace(/^\w+ +/, '')]) if (part.length >= MIN_LENGTH) yield part;
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value))
      yield* credentialsIn(inner, named || isCredentialName(name));
  }
}
