import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import type { CallResult, Connector, ConnectorCall } from '../connector.js';
import { callPythonFunction } from '../script/python.js';
import { timeoutOf } from '../script/script-timeout.js';
import { noFunction } from './function-connector.js';

/** `python:module::function`, where the module may lie in packages. */
const OPERATION = /^python:([\p{L}_][\p{L}\p{N}_.]*)::([\p{L}_][\p{L}\p{N}_]*)$/u;

/**
 * Carries out functions of kind `service` that no operator has to provide: `service:python:module::function` calls a function
 * of a Python module that Python has or that lies in a folder of `org.sonataflow.python.searchpath` (workflow-runtime.md 2.3).
 * An object gives keyword arguments, a list positional ones, and anything else the only one; without arguments there are none.
 */
export const pythonFunctions: Connector = {
  async call(call: ConnectorCall, signal: AbortSignal): Promise<CallResult> {
    const [, module, name] = OPERATION.exec(call.operation.trim()) ?? [];
    if (module === undefined || name === undefined) throw noFunction(`service:${call.operation}`);
    const called = { module, function: name, ...argumentsOf(call) };
    return { result: await callPythonFunction(called, call, timeoutOf(call), signal) };
  },
};

function argumentsOf({ arguments: given, hasArguments }: ConnectorCall): {
  readonly positional: readonly Json[];
  readonly keywords: JsonObject;
} {
  if (!hasArguments) return { positional: [], keywords: {} };
  if (isJsonObject(given)) return { positional: [], keywords: given };
  return { positional: Array.isArray(given) ? (given as readonly Json[]) : [given], keywords: {} };
}
