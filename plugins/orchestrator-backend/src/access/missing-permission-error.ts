import { NotAllowedError } from '@backstage/errors';

/** The caller lacks a permission; answered with 403 that names it. */
export class MissingPermissionError extends NotAllowedError {
  /** Name of the permission. */
  readonly permission: string;

  /** @param what the caller may not do, as the end of a sentence */
  constructor(permission: string, what: string) {
    super(`You may not ${what}. Ask an administrator for the permission ${permission}.`);
    this.permission = permission;
  }
}
