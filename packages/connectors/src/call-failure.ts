import type { CallError } from '@orchestrator/engine';

/** A call that ended without a result. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';
  readonly error: CallError;

  constructor(error: CallError, options?: ErrorOptions) {
    super(error.message, options);
    this.error = error;
  }
}

/** What the workflow gave cannot be sent; nothing has been. */
export function badArguments(message: string): CallFailure {
  return new CallFailure({ code: 'bad-arguments', message });
}
