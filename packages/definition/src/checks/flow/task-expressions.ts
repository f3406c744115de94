import type { Expression } from '../../expressions/expression.js';
import type { ActionBase, ResultFilter } from '../../program/action.js';
import type { EventUse, ProducedEvent } from '../../program/events.js';
import type { Task } from '../../program/task.js';
import type { DurationSource } from '../../program/time.js';

/** Every expression of a task itself, without those of the tasks inside it. */
export function expressionsOf(task: Task): Expression[] {
  const found = [task.input, task.output, task.errorMessage, duration(task.timeout), ...ownExpressions(task)];
  return found.filter((expression) => expression !== undefined);
}

type Found = (Expression | undefined)[];

function ownExpressions(task: Task): Found {
  switch (task.kind) {
    case 'switch':
      return task.branches.map(({ when }) => when);
    case 'wait':
      return [duration(task.duration)];
    case 'fork':
      return [isExpression(task.atLeast) ? task.atLeast : undefined];
    case 'for':
      return [task.in, isExpression(task.batchSize) ? task.batchSize : undefined];
    case 'listen':
      return [duration(task.eventTimeout), ...task.entries.flatMap(({ events }) => events.flatMap(ofEvent))];
    case 'call':
      return [
        ...ofAction(task),
        ...(task.arguments?.expressions ?? []),
        task.function.kind === 'expression' ? task.function.expression : undefined,
      ];
    case 'emit':
      return [...ofAction(task), ...ofProduced(task.event), ...ofAnswer(task.answer)];
    case 'run':
      return ofAction(task);
    case 'continue':
      return [...(task.data?.expressions ?? []), duration(task.timeout)];
    case 'set':
    case 'do':
    case 'compensate':
      return [];
  }
}

function ofAction(action: ActionBase): Found {
  const { condition, sleepBefore, sleepAfter, fromStateData, result, attemptTimeout } = action;
  return [
    condition,
    duration(sleepBefore),
    duration(sleepAfter),
    fromStateData,
    ...ofFilter(result),
    duration(attemptTimeout),
  ];
}

function ofFilter(filter: ResultFilter): Found {
  return [filter.select];
}

function ofEvent(event: EventUse): Found {
  return [...ofFilter(event.filter), ...event.correlation.flatMap(({ value }) => value?.expressions ?? [])];
}

function ofProduced(event: ProducedEvent): Found {
  const attributes = Object.values(event.attributes).flatMap(({ expressions }) => expressions);
  return [...(event.data?.expressions ?? []), ...attributes];
}

function ofAnswer(
  answer: { readonly event: EventUse; readonly timeout?: DurationSource } | undefined,
): Found {
  return answer ? [...ofEvent(answer.event), duration(answer.timeout)] : [];
}

function duration(source: DurationSource | undefined): Expression | undefined {
  return isExpression(source) ? source : undefined;
}

function isExpression(value: unknown): value is Expression {
  return typeof value === 'object' && value !== null && 'evaluate' in value;
}
