import { addDuration } from '@orchestrator/definition';
import type { Json, SwitchTask, Task, TaskId, Then } from '@orchestrator/definition';
import { beginCall } from './call.js';
import { checkOutput } from './output.js';
import { merge } from './data/merge.js';
import { toText } from './data/text.js';
import { isTrue } from './data/truth.js';
import { TaskFailure } from './failure.js';
import type { Limits } from './limits.js';
import type { Walk } from './walk.js';

/** What a step leaves to be done next; undefined = the path waits or has ended. */
export type Next =
  { readonly enter: TaskId } | { readonly leave: Then | undefined; readonly output?: Json } | undefined;

/** Carries a path on, step after step, until it waits or ends. */
export function run(walk: Walk, first: Next, limits: Limits): void {
  let steps = 0;
  for (let next = first; next && walk.state === 'ACTIVE';) {
    if (!('enter' in next)) {
      next = leave(walk, next.leave, next.output);
      continue;
    }
    const task = walk.task(next.enter);
    walk.open(task);
    walk.stepsSinceWait += 1;
    steps += 1;
    if (walk.stepsSinceWait > limits.maxStepsWithoutWait) {
      throw new TaskFailure({
        code: 'step-limit',
        message: `The workflow went through ${limits.maxStepsWithoutWait} steps without waiting for anything; it probably loops.`,
      });
    }
    next = steps > limits.maxStepsPerAdvance ? giveWay(walk) : begin(walk, task);
  }
}

/** Does what a task does, up to its end or to what it waits for. Its frame is open already. */
export function begin(walk: Walk, task: Task): Next {
  if (task.input) walk.data = narrowed(walk, task.input);
  switch (task.kind) {
    case 'set':
      walk.data = merge(walk.data, task.data);
      return { leave: task.then };
    case 'switch':
      return { leave: choose(walk, task) };
    case 'do':
      return nextChild(walk, task.children);
    case 'wait': {
      const due = addDuration(walk.now, task.duration);
      return wait(walk, { for: 'timer', due });
    }
    case 'call':
      return beginCall(walk, task);
  }
}

/** Leaves the innermost frame and finds out what follows it. */
function leave(walk: Walk, then: Then | undefined, output?: Json): Next {
  const frame = walk.leaf;
  if (!frame) return undefined;
  const { task } = frame;
  if (task.output) walk.data = narrowed(walk, task.output);
  if (then && 'end' in then) {
    if (task.errorMessage) raise(toText(walk.evaluate(task.errorMessage)));
    checkOutput(walk.program, walk.data);
  }
  walk.close(output);
  const parent = walk.leaf;
  if (parent?.task.kind === 'do') {
    parent.index += 1;
    return nextChild(walk, parent.task.children);
  }
  if (then && 'to' in then) return { enter: then.to };
  walk.end('COMPLETED');
  return undefined;
}

function nextChild(walk: Walk, children: readonly TaskId[]): Next {
  const frame = walk.leaf;
  const child = frame && children[frame.index];
  return child === undefined ? { leave: frame?.task.then } : { enter: child };
}

/** Lets other instances have their turn; a timer that is due at once brings this one back, also after a crash. */
function giveWay(walk: Walk): Next {
  return wait(walk, { for: 'turn', due: walk.now });
}

function wait(walk: Walk, until: { readonly for: 'timer' | 'turn'; readonly due: number }): Next {
  const frame = walk.leaf;
  if (!frame) return undefined;
  frame.wait = until;
  walk.effects.push({ type: 'timer', node: frame.node, due: until.due });
  return undefined;
}

function choose(walk: Walk, task: SwitchTask): Then {
  const branch = task.branches.find(({ when }) => isTrue(walk.evaluate(when)));
  const then = branch?.then ?? task.otherwise;
  if (then) return then;
  throw new TaskFailure({
    code: 'no-branch',
    message: `No condition of "${task.name}" is true for this data, and it has no default; add a defaultCondition.`,
  });
}

/** By the specification a filter that selects nothing leaves the data as it is; SonataFlow replaces it all the same. */
function narrowed(walk: Walk, filter: NonNullable<Task['input']>): Json {
  const selected = walk.evaluate(filter);
  return selected === null && walk.program.dialect === 'spec' ? walk.data : selected;
}

function raise(message: string): void {
  if (message.trim() !== '') throw new TaskFailure({ code: 'workflow-error', message });
}
