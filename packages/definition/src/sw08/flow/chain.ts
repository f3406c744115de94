import type { Task, Then } from '../../program/task.js';
import type { CompileContext } from '../context.js';

/** A task on the way from one state to the next, once it is known what follows it. */
export type Step = (then: Then) => Task;

/** Puts tasks in front of what follows a state; answers what leads to the first of them. */
export function chain(steps: readonly Step[], last: Then, context: CompileContext): Then {
  return steps.reduceRight<Then>((then, step) => {
    const task = step(then);
    context.tasks.set(task.id, task);
    return { to: task.id };
  }, last);
}
