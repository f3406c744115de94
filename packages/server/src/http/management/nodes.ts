import { isJsonObject } from '@orchestrator/definition';
import { openFrames } from '@orchestrator/engine';
import type { Frame, Instance } from '@orchestrator/engine';
import { UnknownInstanceError, UnknownNodeError, UnknownTaskError } from '@orchestrator/runtime';
import type { Runtime } from '@orchestrator/runtime';
import type { NodeRow, Store } from '@orchestrator/store';
import { outcome, view } from '../instance-view.js';
import { json } from '../json.js';
import { answerOf } from '../start-instance.js';
import { livingInstanceOf, unknown } from './instances.js';

/** Numbers and names that older runtimes give work items; there is one state for all that are listed. */
const ACTIVE = { state: 1, phase: 'active' } as const;

/** `GET …/nodeInstances`: the nodes that wait for something or have failed, with what they were given (workflow-runtime.md 4.3). */
export async function listNodeInstances(
  runtime: Runtime,
  store: Store,
  workflowId: string,
  id: string,
): Promise<Response> {
  const instance = await livingInstanceOf(runtime, workflowId, id);
  const rows = await openNodes(store, instance);
  const active = rows.filter(({ frame }) => frame.wait !== undefined || frame.failed);
  return json(
    200,
    active.map(({ frame, row }) => ({
      id: row.id,
      nodeInstanceId: row.id,
      nodeId: row.definitionId,
      name: row.name,
      ...ACTIVE,
      phaseStatus: frame.failed ? 'Failed' : 'Ready',
      parameters: isJsonObject(row.inputArgs) ? row.inputArgs : {},
      results: {},
    })),
  );
}

/** `POST …/nodes/{nodeId}`: starts the node of that name or id; answers like a start. */
export function triggerNode(
  runtime: Runtime,
  workflowId: string,
  id: string,
  nodeId: string,
  request: Request,
): Promise<Response> {
  return onNode(runtime, workflowId, id, { nodeId }, async () =>
    outcome(await runtime.triggerNode(id, nodeId, { answer: answerOf(request) })),
  );
}

/** `POST …/nodeInstances/{nodeInstanceId}`: gives up what a node does and begins it anew; answers like a start. */
export function retriggerNodeInstance(
  runtime: Runtime,
  workflowId: string,
  id: string,
  nodeInstanceId: string,
  request: Request,
): Promise<Response> {
  return onNode(runtime, workflowId, id, { nodeInstanceId }, async () =>
    outcome(await runtime.retriggerNode(id, nodeInstanceId, { answer: answerOf(request) })),
  );
}

/** `DELETE …/nodeInstances/{nodeInstanceId}`: gives up what a node does, and its path with it. */
export function cancelNodeInstance(
  runtime: Runtime,
  workflowId: string,
  id: string,
  nodeInstanceId: string,
  request: Request,
): Promise<Response> {
  return onNode(runtime, workflowId, id, { nodeInstanceId }, async () =>
    json(200, view(await runtime.cancelNode(id, nodeInstanceId, { answer: answerOf(request) }))),
  );
}

/** What an instance is in at the moment, with what the data index knows of it. */
export async function openNodes(
  store: Store,
  instance: Instance,
): Promise<{ readonly frame: Frame; readonly row: NodeRow }[]> {
  const { id } = instance;
  const rows = new Map((await store.index.nodes([id])).get(id)?.map((row) => [row.id, row]));
  return [...openFrames(instance)].flatMap((frame) => {
    const row = rows.get(frame.node);
    return row ? { frame, row } : [];
  });
}

/** Which node a request is about, under the name that the answer has for it. */
type Named = { readonly nodeId: string } | { readonly nodeInstanceId: string };

async function onNode(
  runtime: Runtime,
  workflowId: string,
  id: string,
  named: Named,
  command: () => Promise<Response>,
): Promise<Response> {
  await livingInstanceOf(runtime, workflowId, id);
  try {
    return await command();
  } catch (error) {
    if (error instanceof UnknownInstanceError) throw unknown(id);
    if (error instanceof UnknownTaskError || error instanceof UnknownNodeError) return unknownNode(id, named);
    throw error;
  }
}

/** Whether an instance is in a node instance at the moment. */
export function isOpen(instance: Instance, nodeInstanceId: string): boolean {
  return [...openFrames(instance)].some(({ node }) => node === nodeInstanceId);
}

/** The answer about a node that is not there (workflow-runtime.md 4.2). */
export function unknownNode(id: string, named: Named): Response {
  const message =
    'nodeId' in named
      ? `Node with id ${named.nodeId} not found in the process of instance ${id}`
      : `Node instance with id ${named.nodeInstanceId} not found in process instance ${id}`;
  return json(404, { processInstanceId: id, ...named, message });
}
