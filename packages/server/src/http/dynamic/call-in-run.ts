import { randomUUID } from 'node:crypto';
import { CallFailure } from '@orchestrator/connectors';
import type { Connector, ConnectorCall } from '@orchestrator/connectors';
import { ExpressionError, ExpressionSyntaxError, isJsonObject, languageOf } from '@orchestrator/definition';
import type { Dialect, Expression, Json, JsonObject } from '@orchestrator/definition';
import type { Instance } from '@orchestrator/engine';
import { UnknownInstanceError, WrongStateError } from '@orchestrator/runtime';
import type { Runtime } from '@orchestrator/runtime';
import { isOver } from '../instance-view.js';
import { HttpProblem } from '../problem.js';
import { readDynamicCall, refused } from './dynamic-call.js';
import type { DynamicCall } from './dynamic-call.js';

/** How the address names the run. */
const OWN_ID = 'processInstanceId';

/** The one setting that such calls share with functions; the credentials of functions are not lent to them. */
const DEFAULT_PORT = 'kogito.sw.functions.port';

/** What calls in runs need from their surroundings. */
export interface CallSurroundings {
  readonly runtime: Runtime;
  readonly connectors: ReadonlyMap<string, Connector>;
}

/**
 * `POST /_dynamic/{workflowId}/{id}/rest`: makes a REST call for a run and keeps what it gives as process variables of the
 * run (workflow-runtime.md 4.4). The call goes where the connector allows, like those of functions.
 *
 * @throws HttpProblem
 */
export async function callInRun(
  { runtime, connectors }: CallSurroundings,
  workflowId: string,
  id: string,
  request: Request,
): Promise<Response> {
  const call = await readDynamicCall(request);
  const instance = await runtime.instance(id);
  if (instance?.workflowId !== workflowId || isOver(instance)) throw unknown(id);
  const output = call.output && compile(call.output, runtime.definitions.current(workflowId)?.dialect);
  const result = await resultOf(connectors, connectorCall(runtime, instance, call), request.signal);
  const variables = output ? evaluate(output, result, instance.variables) : result;
  if (!isJsonObject(variables))
    throw refused('The result must be an object, because its keys become variables of the run.');
  try {
    await runtime.mergeVariables(id, variables);
  } catch (error) {
    if (error instanceof UnknownInstanceError || error instanceof WrongStateError) throw unknown(id);
    throw error;
  }
  return new Response(null, { status: 200 });
}

function connectorCall(runtime: Runtime, instance: Instance, call: DynamicCall): ConnectorCall {
  const { id, workflowId, businessKey, referenceId, parent, correlation, headers } = instance;
  const { operation, metadata, arguments: given } = call;
  const settings = runtime.definitions.settings(workflowId);
  const namesRun = operation.includes(`{${OWN_ID}}`);
  return {
    run: {
      instanceId: id,
      workflowId,
      workflowVersion: runtime.definitions.current(workflowId)?.version ?? '',
      correlation,
      ...(businessKey !== undefined && { businessKey }),
      ...(referenceId !== undefined && { referenceId }),
      ...(parent && { parent }),
    },
    idempotencyKey: randomUUID(),
    function: 'dynamic',
    operation,
    metadata,
    arguments: namesRun ? { ...given, [OWN_ID]: id } : given,
    hasArguments: true,
    configuration: (key) => (key === DEFAULT_PORT ? settings.get(key) : undefined),
    headers,
  };
}

async function resultOf(
  connectors: ReadonlyMap<string, Connector>,
  call: ConnectorCall,
  signal: AbortSignal,
): Promise<Json> {
  const rest = connectors.get('rest');
  if (!rest) throw new Error('There is no connector for REST calls.');
  try {
    return (await rest.call(call, signal)).result;
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
    const { code, message, status } = error.error;
    if (code === 'bad-arguments') throw refused(message);
    throw new HttpProblem(status === 404 ? 404 : 500, code, message);
  }
}

/** Compiled before the call is made: a slip in the text must not cost one. */
function compile(
  { expression, language }: NonNullable<DynamicCall['output']>,
  dialect: Dialect = 'sonataflow',
): Expression {
  try {
    return languageOf(language, dialect).compile(expression);
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) throw refused(`"outputExpression": ${error.message}.`);
    throw error;
  }
}

/** Secrets are not among the variables, because the result can be read by whoever sees the run. */
function evaluate(output: Expression, result: Json, variables: JsonObject): Json {
  try {
    return output.evaluate(result, variables, Date.now());
  } catch (error) {
    if (error instanceof ExpressionError) throw refused(`"outputExpression": ${error.message}`);
    throw error;
  }
}

function unknown(id: string): HttpProblem {
  return new HttpProblem(400, 'unknown-instance', `Cannot find process instance ${id}`);
}
