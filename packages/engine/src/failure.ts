import type { CallError } from './facts.js';

/** A task could not be finished: thrown inside the engine, turned into the instance's error by `advance`. */
export class TaskFailure extends Error {
  override readonly name = 'TaskFailure';
  readonly error: CallError;

  constructor(error: CallError) {
    super(error.message);
    this.error = error;
  }
}
