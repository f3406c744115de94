import type { Instance } from '@orchestrator/engine';
import { UnknownInstanceError, WrongStateError } from '@orchestrator/runtime';
import type { Runtime } from '@orchestrator/runtime';
import { isOver, outcome, view } from '../instance-view.js';
import { json } from '../json.js';
import { HttpProblem, PlainProblem } from '../problem.js';
import { answerOf } from '../start-instance.js';
import { programOf } from './processes.js';

/** `GET …/instances/{id}/error`: where and why an instance failed (workflow-runtime.md 4.3). */
export async function getError(runtime: Runtime, workflowId: string, id: string): Promise<Response> {
  const { error } = await instanceOf(runtime, workflowId, id);
  if (!error) throw notInError(id);
  return json(200, { id, failedNodeId: error.task, message: error.message });
}

/** `DELETE …/instances/{id}`: ends an instance in state ABORTED; one that has ended already is a conflict. */
export async function abortInstance(
  runtime: Runtime,
  workflowId: string,
  id: string,
  request: Request,
): Promise<Response> {
  const before = await instanceOf(runtime, workflowId, id);
  if (isOver(before)) throw alreadyOver(before);
  const instance = await runtime.abort(id, { answer: answerOf(request) });
  // Somebody else may have been faster: cancelling wins or loses, never both.
  if (instance.state === 'COMPLETED') throw alreadyOver(instance);
  return json(200, view(instance));
}

/** `POST …/instances/{id}/retrigger`: repeats the failed node; answers like a start. */
export function retrigger(
  runtime: Runtime,
  workflowId: string,
  id: string,
  request: Request,
): Promise<Response> {
  return onFailed(runtime, workflowId, id, () => runtime.retry(id, { answer: answerOf(request) }));
}

/** `POST …/instances/{id}/skip`: leaves the failed node and goes on behind it; answers like a start. */
export function skip(runtime: Runtime, workflowId: string, id: string, request: Request): Promise<Response> {
  return onFailed(runtime, workflowId, id, () => runtime.skip(id, { answer: answerOf(request) }));
}

/** An instance of that workflow. @throws PlainProblem 404, about the workflow where not even that is known */
export async function instanceOf(runtime: Runtime, workflowId: string, id: string): Promise<Instance> {
  const instance = await runtime.instance(id);
  if (instance?.workflowId === workflowId) return instance;
  programOf(runtime, workflowId);
  throw unknown(id);
}

/** An instance of that workflow that has not ended; others are as good as unknown. @throws PlainProblem 404 */
export async function livingInstanceOf(runtime: Runtime, workflowId: string, id: string): Promise<Instance> {
  const instance = await instanceOf(runtime, workflowId, id);
  if (isOver(instance)) throw unknown(id);
  return instance;
}

async function onFailed(
  runtime: Runtime,
  workflowId: string,
  id: string,
  command: () => Promise<Instance>,
): Promise<Response> {
  await instanceOf(runtime, workflowId, id);
  try {
    return outcome(await command());
  } catch (error) {
    if (error instanceof UnknownInstanceError) throw unknown(id);
    if (error instanceof WrongStateError) throw notInError(id);
    throw error;
  }
}

/** The problem of an instance that is not there. */
export function unknown(id: string): PlainProblem {
  return new PlainProblem(404, `Process instance with id ${id} not found`);
}

function notInError(id: string): PlainProblem {
  return new PlainProblem(400, `Process instance with id ${id} is not in error state`);
}

function alreadyOver(instance: Instance): HttpProblem {
  return new HttpProblem(
    409,
    'already-ended',
    `The run ${instance.id} has already ended (${instance.state}), so it can't be aborted.`,
  );
}
