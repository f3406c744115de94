import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import { UnknownWorkflowError } from '@orchestrator/runtime';
import type { CommandOptions, Runtime } from '@orchestrator/runtime';
import { hostTrace } from '../telemetry/host-trace.js';
import type { Caller } from './auth/gate.js';
import { outcome } from './instance-view.js';
import { readJson } from './json.js';
import { HttpProblem } from './problem.js';

/**
 * `POST /{workflowId}`: starts an instance and answers when it has ended or waits (workflow-runtime.md 4.1). With
 * `Prefer: respond-async` (RFC 7240) it answers as soon as the start is committed, for clients that watch the run. A
 * request that is repeated with its `Idempotency-Key` within 24 hours is answered with the run that the first one started.
 */
export async function startInstance(
  runtime: Runtime,
  workflowId: string,
  request: Request,
  caller: Caller,
): Promise<Response> {
  if (!runtime.definitions.current(workflowId)) throw new UnknownWorkflowError(workflowId);
  const { headers } = request;
  const businessKey = new URL(request.url).searchParams.get('businessKey');
  const startFrom = headers.get('x-kogito-startfromnode');
  const referenceId = headers.get('x-kogito-referenceid');
  const body = (await readJson(request)) ?? {};
  const instance = await runtime.start({
    workflowId,
    ...dataOf(body),
    headers: { ...Object.fromEntries(ofTheRun(headers, caller)), ...(await hostTrace()) },
    answer: answerOf(request),
    ...idempotencyKeyOf(request),
    ...(caller.name !== undefined && { identity: caller.name }),
    ...(businessKey !== null && { businessKey }),
    ...(startFrom !== null && { startFrom }),
    ...(referenceId !== null && { referenceId }),
  });
  const location = new URL(`/${encodeURIComponent(workflowId)}/${instance.id}`, request.url).href;
  return outcome(instance, 201, { location });
}

/** Longest key that a client may give, in characters. */
const MAX_KEY = 255;

/** The key by which a repeated request is recognised. @throws HttpProblem */
function idempotencyKeyOf({ headers }: Request): { idempotencyKey?: string } {
  const idempotencyKey = headers.get('idempotency-key');
  if (idempotencyKey === null) return {};
  if (idempotencyKey !== '' && idempotencyKey.length <= MAX_KEY) return { idempotencyKey };
  throw new HttpProblem(400, 'bad-idempotency-key', `Idempotency-Key must have 1 to ${MAX_KEY} characters.`);
}

/** A password for this server is no business of workflows and of the services that they call. */
function ofTheRun(headers: Headers, { name }: Caller): Headers {
  if (name === undefined) return headers;
  const own = new Headers(headers);
  own.delete('authorization');
  return own;
}

/** The data, and the process variables beside it, of a request body (workflow-runtime.md 4.1). @throws HttpProblem */
export function dataOf(body: Json): { data: Json; variables?: JsonObject } {
  if (!isJsonObject(body)) throw new HttpProblem(400, 'bad-json', 'The body must be a JSON object.');
  if (!Object.hasOwn(body, 'workflowdata')) return { data: body };
  const { workflowdata = {}, ...variables } = body;
  return { data: workflowdata ?? {}, variables };
}

/** Whether the client waits for the run to rest, or only until nothing can be lost any more. */
export function answerOf({ headers }: Request): NonNullable<CommandOptions['answer']> {
  return /\brespond-async\b/.test(headers.get('prefer') ?? '') ? 'committed' : 'rested';
}
