import { isJsonObject } from '@orchestrator/definition';
import type { CallTask, Json } from '@orchestrator/definition';
import { merge, mergeAt } from './data/merge.js';
import { toText } from './data/text.js';
import { isTrue } from './data/truth.js';
import { TaskFailure } from './failure.js';
import type { CallEffect } from './facts.js';
import type { Next } from './step.js';
import type { Walk } from './walk.js';

/** Runs an action up to its result, or to the point where the outside has to answer. */
export function beginCall(walk: Walk, task: CallTask): Next {
  if (task.condition && !isTrue(walk.evaluate(task.condition))) return { leave: undefined };
  const view = task.fromStateData ? walk.evaluate(task.fromStateData) : walk.data;
  const target = task.function;
  if (target.kind === 'expression') {
    const value = walk.evaluate(target.expression, view);
    acceptResult(walk, task, value);
    return { leave: undefined, output: value };
  }
  const given = argumentsOf(walk, task, view);
  walk.showInput(given);
  if (target.kind === 'log') {
    log(walk, target, given);
    return { leave: undefined };
  }
  request(
    walk,
    task,
    {
      name: target.name,
      connector: target.connector,
      operation: target.operation,
      metadata: target.metadata,
    },
    given,
  );
  return undefined;
}

/** Merges a call's result into the state data (workflow-runtime.md 3.5). */
export function acceptResult(walk: Walk, task: CallTask, result: Json): void {
  const { use, select, target } = task.result;
  if (!use) return;
  const selected = select ? walk.evaluate(select, result) : result;
  walk.data = target ? mergeAt(walk.data, target, selected) : merge(walk.data, selected);
}

function argumentsOf(walk: Walk, task: CallTask, view: Json): Json {
  const template = task.arguments;
  return template ? walk.guard(() => template.evaluate(view, walk.variables, walk.now)) : view;
}

function log(walk: Walk, target: Extract<CallTask['function'], { kind: 'log' }>, given: Json): void {
  const node = walk.leaf?.node;
  if (!isJsonObject(given) || !Object.hasOwn(given, 'message') || node === undefined) {
    throw new TaskFailure({
      code: 'bad-arguments',
      message: `The function "${target.name}" needs an argument "message".`,
    });
  }
  walk.effects.push({ type: 'log', node, level: target.level, message: toText(given.message ?? null) });
}

function request(
  walk: Walk,
  task: CallTask,
  target: { name: string } & Pick<CallEffect, 'connector' | 'operation' | 'metadata'>,
  given: Json,
): void {
  const frame = walk.leaf;
  if (!frame) return;
  const attempt = 1;
  frame.wait = { for: 'call', attempt };
  const { name, ...rest } = target;
  walk.effects.push({
    type: 'call',
    node: frame.node,
    attempt,
    function: name,
    ...rest,
    arguments: given,
    hasArguments: task.arguments !== undefined,
  });
}
