import { ExpressionError } from '@orchestrator/definition';
import type { CallError } from './facts.js';
import type { NodeInstanceId } from './instance/frame.js';

/** A task could not be finished: thrown inside the engine, turned into a transition, a retry or the instance's error. */
export class TaskFailure extends Error {
  override readonly name = 'TaskFailure';
  readonly error: CallError;
  /** False: the document's error handling does not see it, since going on could not help. */
  readonly catchable: boolean;
  /** The node whose whole time is up: it is not tried again. */
  readonly timeUp: NodeInstanceId | undefined;

  constructor(error: CallError, catchable = true, timeUp?: NodeInstanceId) {
    super(error.message);
    this.error = error;
    this.catchable = catchable;
    this.timeUp = timeUp;
  }
}

/** Runs an evaluation; a failing expression fails the task. */
export function guarded<T>(evaluation: () => T): T {
  try {
    return evaluation();
  } catch (error) {
    if (error instanceof ExpressionError) throw new TaskFailure({ code: error.code, message: error.message });
    throw error;
  }
}
