import type { JsonObject } from '@orchestrator/definition';
import type { PythonChanges, PythonVariables } from '../instance/instance.js';

/** The variables after a script; undefined when it left none. Only what it changed counts, so that branches keep theirs. */
export function changedVariables(
  variables: PythonVariables | undefined,
  changes: PythonChanges,
): PythonVariables | undefined {
  const all = Object.entries({ ...variables, ...changes });
  const left = all.flatMap(([name, variable]) => (variable ? [[name, variable] as const] : []));
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}

/** What `$WORKFLOW.python` reads. */
export function valuesOf(variables: PythonVariables): JsonObject {
  return Object.fromEntries(Object.entries(variables).map(([name, { value }]) => [name, value]));
}
