import { loadDefinition, StoredResources } from '@orchestrator/definition';
import type { Program } from '@orchestrator/definition';
import { nodeTypeOf } from '@orchestrator/engine';
import type { StoredDefinition, StoredNode } from '@orchestrator/store';

/** A Program as the store keeps it. */
export function toStored(program: Program): StoredDefinition {
  return {
    hash: program.hash,
    workflowId: program.workflowId,
    version: program.version,
    name: program.name,
    annotations: program.annotations,
    metadata: program.metadata,
    path: program.source.path,
    source: program.source.text,
    files: Object.fromEntries(program.files),
    nodes: storedNodes(program),
    ...(program.description !== undefined && { description: program.description }),
  };
}

/** A stored definition, compiled again. @throws Error when this version can no longer read it */
export async function fromStored(stored: StoredDefinition): Promise<Program> {
  const resources = new StoredResources(new Map(Object.entries(stored.files)));
  const { program, findings } = await loadDefinition(stored.path, stored.source, resources);
  if (program) return program;
  const reason = findings.find((finding) => finding.severity === 'error')?.message ?? '';
  throw new Error(
    `The stored definition ${stored.hash} of "${stored.workflowId}" can't be read by this version. ${reason}`,
  );
}

function storedNodes(program: Program): StoredNode[] {
  return [...program.tasks.values()].map((task) => {
    const stateId = /^\/states\/\d+/.exec(task.id)?.[0] ?? task.id;
    const state = program.tasks.get(stateId)?.name ?? task.name;
    return {
      id: task.id,
      name: task.name,
      type: nodeTypeOf(task),
      metadata: { UniqueId: task.id, state, ...(stateId !== task.id && { action: task.name }) },
    };
  });
}
