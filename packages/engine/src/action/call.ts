import { isJsonObject } from '@orchestrator/definition';
import type { CallTask, FunctionTarget, Json } from '@orchestrator/definition';
import { toText } from '../data/text.js';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import { TaskFailure } from '../failure.js';
import type { CallArguments } from '../facts.js';
import type { Next } from '../flow/next.js';
import { acceptResult } from './result.js';
import { actionData, attemptDue, wholeData } from './action-data.js';

/** Calls a function: inside the engine where it needs nothing from outside, else by an effect. */
export function call(walk: Walk, frame: OpenFrame, task: CallTask): Next {
  const target = task.function;
  const data = actionData(walk, frame, task);
  switch (target.kind) {
    case 'expression':
      return evaluate(walk, frame, task, target, data);
    case 'log':
      return log(walk, frame, task, target, data);
    case 'connector':
      return request(walk, frame, task, target, data);
    case 'unavailable':
      throw new TaskFailure({
        code: 'resource-unavailable',
        message: `The function "${target.name}" can't be called: ${target.reason}`,
      });
  }
}

function evaluate(
  walk: Walk,
  frame: OpenFrame,
  task: CallTask,
  { expression }: Extract<FunctionTarget, { kind: 'expression' }>,
  data: Json,
): Next {
  const value = walk.evaluate(expression, frame.scope, data);
  const output = expression.confidential ? walk.shown(expression, frame.scope, data) : value;
  acceptResult(walk, frame, task, value);
  return { done: true, output };
}

function log(
  walk: Walk,
  frame: OpenFrame,
  task: CallTask,
  { name, level }: Extract<FunctionTarget, { kind: 'log' }>,
  data: Json,
): Next {
  const given = task.arguments ? walk.shown(task.arguments, frame.scope, data) : data;
  walk.showInput(frame, given);
  if (!isJsonObject(given) || !Object.hasOwn(given, 'message')) {
    throw new TaskFailure({
      code: 'bad-arguments',
      message: `The function "${name}" needs an argument "message".`,
    });
  }
  walk.effects.push({ type: 'log', node: frame.node, level, message: toText(given.message ?? null) });
  return { done: true };
}

function request(
  walk: Walk,
  frame: OpenFrame,
  task: CallTask,
  target: Extract<FunctionTarget, { kind: 'connector' }>,
  data: Json,
): Next {
  const attempt = frame.retries?.attempt ?? 1;
  const tries = frame.retries && { tries: frame.retries.count };
  const { connector, operation, document, reference, configKey, metadata } = target;
  walk.effects.push({
    type: 'call',
    node: frame.node,
    attempt,
    ...tries,
    function: target.name,
    connector,
    operation,
    ...(document !== undefined && { document }),
    ...(reference && { reference }),
    ...(configKey && { configKey: toText(walk.evaluate(configKey, frame.scope, data)) }),
    metadata,
    detached: task.detached,
    arguments: argumentsOf(walk, frame, task, data),
    hasArguments: task.arguments !== undefined,
  });
  if (task.detached) return { done: true };
  walk.await(frame, { for: 'call', attempt, ...tries, ...attemptDue(walk, frame, task) });
  return undefined;
}

/** Confidential arguments are stored as what they are computed from, and only computed at the call. */
function argumentsOf(walk: Walk, frame: OpenFrame, task: CallTask, data: Json): CallArguments {
  const template = task.arguments;
  const { scope } = frame;
  if (!template) {
    const value = wholeData(walk, frame, task, data);
    walk.showInput(frame, value);
    return { value };
  }
  if (!template.confidential) {
    const value = walk.fill(template, scope, data);
    walk.showInput(frame, value);
    return { value };
  }
  walk.showInput(frame, walk.shown(template, scope, data));
  return {
    task: task.id,
    data,
    item: scope.item ?? {},
    prevActionResult: scope.result ?? null,
    now: walk.now,
  };
}
