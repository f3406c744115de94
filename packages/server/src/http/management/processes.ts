import type { DefinitionHead, Runtime } from '@orchestrator/runtime';
import type { Store } from '@orchestrator/store';
import { json, plain } from '../json.js';
import { PlainProblem } from '../problem.js';

/** `GET /management/processes`: the ids of all workflows in force (workflow-runtime.md 4.3). */
export function listProcesses(runtime: Runtime): Response {
  return json(
    200,
    runtime.definitions
      .list()
      .map(({ workflowId }) => workflowId)
      .sort(),
  );
}

/** `GET /management/processes/{workflowId}`: what there is to know before a start. */
export function describeProcess(runtime: Runtime, workflowId: string): Response {
  const { name, version, description, annotations, input, output } = programOf(runtime, workflowId);
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

/** `GET /management/processes/{workflowId}/nodes`: its nodes as the data index has them. */
export async function listNodes(runtime: Runtime, store: Store, workflowId: string): Promise<Response> {
  programOf(runtime, workflowId);
  const where = { field: 'id', operator: 'equal', value: workflowId } as const;
  const [definition] = await store.index.definitions({ where });
  const nodes = definition?.nodes ?? [];
  return json(
    200,
    nodes.map((node) => ({ ...node, uniqueId: node.id, nodeDefinitionId: node.id })),
  );
}

/** `GET /management/processes/{workflowId}/source`: the document as its author wrote it. */
export function getSource(runtime: Runtime, workflowId: string): Response {
  return plain(200, programOf(runtime, workflowId).source.text);
}

/** `GET /management/processes/{workflowId}/sources`: the document and the files that it refers to. */
export function listSources(runtime: Runtime, workflowId: string): Response {
  const { source, files } = programOf(runtime, workflowId);
  return json(
    200,
    [source.path, ...files.keys()].map((uri) => ({ uri })),
  );
}

/** `GET /management/processes/sources?uri=…`: one of these files. Only what definitions consist of can be read. */
export function getSourceFile(runtime: Runtime, request: Request): Response {
  const uri = new URL(request.url).searchParams.get('uri') ?? '';
  for (const { source, files } of runtime.definitions.list()) {
    const text = source.path === uri ? source.text : files.get(uri);
    if (text !== undefined) return plain(200, text);
  }
  throw new PlainProblem(404, `No workflow in force consists of the file ${uri}.`);
}

/** The definition in force. @throws PlainProblem 404 */
export function programOf(runtime: Runtime, workflowId: string): DefinitionHead {
  const program = runtime.definitions.current(workflowId);
  if (!program) throw new PlainProblem(404, `Process with id ${workflowId} not found`);
  return program;
}
