import { InputError } from '@backstage/errors';
import type { Request } from 'express';

/** Longest id that is looked up. */
const MAX_LENGTH = 256;

/** A parameter of the path. @throws InputError when it is too long to be an id */
export function parameter(request: Request, name: string): string {
  const value = request.params[name] ?? '';
  if (value.length > MAX_LENGTH) {
    throw new InputError(`${name} is longer than ${MAX_LENGTH} characters.`);
  }
  return value;
}
