import type { Json } from '@orchestrator/definition';
import type { Instance } from '@orchestrator/engine';
import { UnknownInstanceError, UnknownWorkflowError, WrongStateError } from '@orchestrator/runtime';
import type { Runtime } from '@orchestrator/runtime';
import { isOver, view } from './instance-view.js';
import { json, readJson } from './json.js';
import { HttpProblem } from './problem.js';
import { answerOf, dataOf } from './start-instance.js';

/** `GET /{workflowId}`: the stored instances that have not ended. There is no landing page for browsers. */
export async function listInstances(
  runtime: Runtime,
  workflowId: string,
  request: Request,
): Promise<Response> {
  if (wantsHtmlOnly(request)) return notFound();
  const instances = await runtime.list(workflowId);
  if (instances.length === 0 && !runtime.definitions.current(workflowId))
    throw new UnknownWorkflowError(workflowId);
  return json(200, instances.map(view));
}

/** `GET /{workflowId}/schema`: the JSON Schema of the input; one that allows everything where there is none. */
export function inputSchema(runtime: Runtime, workflowId: string): Response {
  const program = runtime.definitions.current(workflowId);
  if (!program) throw new UnknownWorkflowError(workflowId);
  return json(200, program.input?.schema ?? {});
}

/** `GET /{workflowId}/{id}`: a stored instance that has not ended. */
export function getInstance(runtime: Runtime, workflowId: string, id: string): Promise<Response> {
  return onLive(runtime, workflowId, id, (instance) => json(200, view(instance)));
}

/** `DELETE /{workflowId}/{id}`: aborts an instance, compensation first, and answers its last data. */
export function deleteInstance(
  runtime: Runtime,
  workflowId: string,
  id: string,
  request: Request,
): Promise<Response> {
  return onLive(runtime, workflowId, id, async () => {
    const instance = await runtime.abort(id, { answer: answerOf(request) });
    // It may have completed first: cancelling wins or loses, never both.
    return instance.state === 'COMPLETED' ? notFound() : json(200, view(instance));
  });
}

/** `PUT /{workflowId}/{id}`: replaces the data. */
export function replaceData(
  runtime: Runtime,
  workflowId: string,
  id: string,
  request: Request,
): Promise<Response> {
  return edit(runtime, workflowId, id, request, (data) => runtime.replaceData(id, data));
}

/** `PATCH /{workflowId}/{id}`: merges into the data. */
export function mergeData(
  runtime: Runtime,
  workflowId: string,
  id: string,
  request: Request,
): Promise<Response> {
  return edit(runtime, workflowId, id, request, (data) => runtime.mergeData(id, data));
}

/** `GET /{workflowId}/{id}/tasks`: human tasks, which workflows do not have. */
export function listTasks(runtime: Runtime, workflowId: string, id: string): Promise<Response> {
  return onLive(runtime, workflowId, id, () => json(200, []));
}

function edit(
  runtime: Runtime,
  workflowId: string,
  id: string,
  request: Request,
  command: (data: Json) => Promise<Instance>,
): Promise<Response> {
  return onLive(runtime, workflowId, id, async () => {
    const body = await readJson(request);
    if (body === undefined) throw new HttpProblem(400, 'bad-json', 'Send the data as a JSON object.');
    return json(200, view(await command(dataOf(body).data)));
  });
}

/** Unknown and ended instances are 404 without a body alike (workflow-runtime.md 4.2). */
async function onLive(
  runtime: Runtime,
  workflowId: string,
  id: string,
  answer: (instance: Instance) => Promise<Response> | Response,
): Promise<Response> {
  const instance = await runtime.instance(id);
  if (instance?.workflowId !== workflowId || isOver(instance)) return notFound();
  try {
    return await answer(instance);
  } catch (error) {
    if (error instanceof UnknownInstanceError) return notFound();
    // It ended meanwhile.
    if (error instanceof WrongStateError && isOver({ ...instance, state: error.state })) return notFound();
    throw error;
  }
}

function notFound(): Response {
  return new Response(null, { status: 404 });
}

function wantsHtmlOnly({ headers }: Request): boolean {
  const accept = headers.get('accept') ?? '';
  return /\btext\/html\b/.test(accept) && !/\bjson\b|\*\/\*/.test(accept);
}
