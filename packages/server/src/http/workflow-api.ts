import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import type { Instance } from '@orchestrator/engine';
import { UnknownInstanceError, UnknownWorkflowError } from '@orchestrator/runtime';
import type { Runtime, StartRequest } from '@orchestrator/runtime';
import { json, readJson } from './json.js';
import { HttpProblem } from './problem.js';

/** Statuses of a failed call that reach the starter as they are (workflow-runtime.md 4.2). */
const PASSED_ON = new Set([400, 403, 404, 409, 412]);

/**
 * `POST /{workflowId}`: starts an instance and answers when it has ended or waits (workflow-runtime.md 4.1). With
 * `Prefer: respond-async` (RFC 7240) it answers as soon as the start is committed, for clients that watch the run.
 */
export async function startInstance(
  runtime: Runtime,
  workflowId: string,
  request: Request,
): Promise<Response> {
  const businessKey = new URL(request.url).searchParams.get('businessKey');
  if (!runtime.definitions.current(workflowId)) throw new UnknownWorkflowError(workflowId);
  const body = (await readJson(request)) ?? {};
  const instance = await runtime.start({
    workflowId,
    ...split(body),
    answer: /\brespond-async\b/.test(request.headers.get('prefer') ?? '') ? 'committed' : 'rested',
    ...(businessKey !== null && { businessKey }),
  });
  if (instance.error) return failed(instance, instance.error);
  return json(201, view(instance), { location: new URL(`/${workflowId}/${instance.id}`, request.url).href });
}

/** `GET /{workflowId}/{id}`: a stored instance that has not ended. */
export async function getInstance(runtime: Runtime, workflowId: string, id: string): Promise<Response> {
  const instance = await runtime.instance(id);
  if (instance?.workflowId !== workflowId || isOver(instance)) return new Response(null, { status: 404 });
  return json(200, view(instance));
}

/** `GET /management/processes/{workflowId}`: what there is to know before a start (workflow-runtime.md 4.3). */
export function describeWorkflow(runtime: Runtime, workflowId: string): Response {
  const program = runtime.definitions.current(workflowId);
  if (!program) throw new UnknownWorkflowError(workflowId);
  const { name, version, description, annotations, input, output } = program;
  return json(200, {
    id: workflowId,
    name,
    type: 'SW',
    version,
    ...(description !== undefined && { description }),
    ...(annotations.length > 0 && { annotations }),
    ...(input && { inputSchema: input.schema }),
    ...(output && { outputSchema: output.schema }),
  });
}

/** `DELETE …/instances/{id}`: ends an instance in state ABORTED; one that has ended already is a conflict. */
export async function abortInstance(runtime: Runtime, workflowId: string, id: string): Promise<Response> {
  const before = await runtime.instance(id);
  if (before?.workflowId !== workflowId) throw new UnknownInstanceError(id);
  if (isOver(before)) throw alreadyOver(before);
  const instance = await runtime.abort(id);
  // Somebody else may have been faster: cancelling wins or loses, never both.
  if (instance.state !== 'ABORTED') throw alreadyOver(instance);
  return json(200, view(instance));
}

function alreadyOver(instance: Instance): HttpProblem {
  return new HttpProblem(
    409,
    'already-ended',
    `The run ${instance.id} has already ended (${instance.state}), so it can't be aborted.`,
  );
}

function failed(instance: Instance, error: NonNullable<Instance['error']>): Response {
  const byCaller =
    error.code === 'workflow-error' || error.code === 'output-invalid' || error.code === 'bad-arguments';
  const status =
    error.status !== undefined && PASSED_ON.has(error.status) ? error.status : byCaller ? 400 : 500;
  return json(status, {
    id: instance.id,
    failedNodeId: error.task,
    message: error.message,
    ...(error.status !== undefined && { errorCode: String(error.status) }),
  });
}

/** The data, and the process variables beside it, of a start body (workflow-runtime.md 4.1). */
function split(body: Json): Pick<StartRequest, 'data' | 'variables'> {
  if (!isJsonObject(body)) throw new HttpProblem(400, 'bad-json', 'The body must be a JSON object.');
  if (!Object.hasOwn(body, 'workflowdata')) return { data: body };
  const { workflowdata = {}, ...variables } = body;
  return { data: workflowdata ?? {}, variables };
}

function view(instance: Instance): JsonObject {
  return { id: instance.id, workflowdata: instance.root.data };
}

function isOver({ state }: Instance): boolean {
  return state === 'COMPLETED' || state === 'ABORTED';
}
