import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject, Program, Variables } from '@orchestrator/definition';
import type { Environment } from '../facts.js';
import type { CallResponse, Instance, PythonVariables } from '../instance/instance.js';
import { valuesOf } from './python.js';

/** What a confidential value looks like in traces and logs. */
export const MASK = '***';

/** The environment of a host that has none. */
export const EMPTY_ENVIRONMENT: Environment = { secrets: {}, headers: {} };

/** The parts of an instance and its path that expressions can read. */
export interface Readable {
  readonly instance: Instance;
  readonly program: Program;
  readonly response: CallResponse | undefined;
  readonly python: PythonVariables | undefined;
  readonly item: JsonObject | undefined;
  readonly prevActionResult: Json | undefined;
}

/** What expressions can read beside their data (workflow-runtime.md 3.4); `$SECRETS` is the name in the specification's text. */
export function variablesOf(readable: Readable, environment: Environment): Variables {
  const { instance, program, response, python, item, prevActionResult } = readable;
  return {
    ...instance.variables,
    ...item,
    CONST: program.constants,
    SECRET: environment.secrets,
    SECRETS: environment.secrets,
    WORKFLOW: {
      instanceId: instance.id,
      id: program.workflowId,
      name: program.name,
      version: program.version,
      headers: { ...instance.headers, ...environment.headers },
      identity: instance.identity ?? 'anonymous',
      input: instance.input,
      prevActionResult: prevActionResult ?? null,
      statusCode: response?.statusCode ?? null,
      statusMessage: response?.statusMessage ?? null,
      responseHeaders: response?.headers ?? null,
      python: python ? valuesOf(python) : {},
    },
  };
}

/** The same variables with every secret and header replaced: what may be shown. */
export function maskedVariables(readable: Readable, environment: Environment): Variables {
  const { instance } = readable;
  return variablesOf(
    { ...readable, instance: { ...instance, headers: masked(instance.headers) } },
    { secrets: masked(environment.secrets), headers: masked(environment.headers) },
  );
}

function masked(values: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isJsonObject(value) ? masked(value) : MASK]),
  );
}
