import type { Json, Program } from '@orchestrator/definition';
import { variablesOf } from '../draft/variables.js';
import type { CallArguments, Environment } from '../facts.js';
import type { Instance } from '../instance/instance.js';

/**
 * The arguments of a call as its connector gets them. Those that mention secrets or start headers are computed here, right
 * before the call, so that they are stored nowhere.
 *
 * @throws ExpressionError when they can't be computed
 */
export function callArguments(
  program: Program,
  instance: Instance,
  stored: CallArguments,
  environment: Environment,
): Json {
  if ('value' in stored) return stored.value;
  const task = program.tasks.get(stored.task);
  if (task?.kind !== 'call' || !task.arguments) return stored.data;
  const variables = variablesOf(
    {
      instance,
      program,
      response: instance.response,
      python: instance.python,
      item: stored.item,
      prevActionResult: stored.prevActionResult,
    },
    environment,
  );
  return task.arguments.evaluate(stored.data, variables, stored.now);
}
