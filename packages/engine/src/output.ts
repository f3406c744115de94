import { isJsonObject } from '@orchestrator/definition';
import type { Json, Program } from '@orchestrator/definition';
import { TaskFailure } from './failure.js';

/**
 * Checks what a workflow ends with (workflow-runtime.md 1.1, output schema). A null counts as left out: published
 * workflows put values into their result that their input did not have (sample-workflows.md 5.1).
 *
 * @throws TaskFailure `output-invalid`
 */
export function checkOutput(program: Program, data: Json): void {
  const schema = program.output;
  if (!schema?.failOnViolation) return;
  const first = schema.validate(data).find(({ path }) => valueAt(data, path) !== null);
  if (!first) return;
  throw new TaskFailure({
    code: 'output-invalid',
    message: `The workflow's result doesn't fit its output schema: ${first.path || 'the result'} ${first.message}.`,
  });
}

function valueAt(data: Json, pointer: string): Json | undefined {
  let value: Json | undefined = data;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(value)) value = (value as readonly Json[])[Number(key)];
    else value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}
