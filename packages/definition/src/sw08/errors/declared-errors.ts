import type { Cursor } from '../../document/cursor.js';
import type { DeclaredError } from '../../program/error-policy.js';
import type { Dialect } from '../../program/dialect.js';
import { Declarations, duplicateSeverity } from '../declarations.js';

/** Reads the `errors` section (section A10). */
export function compileErrors(section: Cursor, dialect: Dialect): Declarations<DeclaredError> {
  const errors = new Declarations<DeclaredError>('error', 'errors');
  for (const entry of section.list) {
    errors.declare(entry, (name) => compileError(entry, name, dialect), duplicateSeverity(dialect));
  }
  return errors;
}

/** The errors that a list of names refers to. */
export function errorsNamed(list: Cursor, errors: Declarations<DeclaredError>): DeclaredError[] {
  return list.list.flatMap((name) => errors.resolve(name) ?? []);
}

function compileError(entry: Cursor, name: string, dialect: Dialect): DeclaredError {
  const code = entry.optional('code');
  if (code === undefined && dialect === 'sonataflow') {
    entry.report(
      'warning',
      'missing-code',
      `The error "${name}" has no "code", so it only matches errors of that name; add the code or message that it stands for.`,
    );
  }
  return { name, ...(code !== undefined && { code }) };
}
