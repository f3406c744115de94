import { loadDefinition, StoredResources } from '@orchestrator/definition';
import type { EventUse, Program } from '@orchestrator/definition';
import { nodeTypeOf } from '@orchestrator/engine';
import type { DefinitionHead } from './definition-head.js';
import type { CorrelationSet, StoredDefinition, StoredNode } from '@orchestrator/store';

/** A Program as the store keeps it. */
export function toStored(program: Program): StoredDefinition {
  return {
    hash: program.hash,
    workflowId: program.workflowId,
    version: program.version,
    name: program.name,
    annotations: program.annotations,
    metadata: program.metadata,
    dialect: program.dialect,
    path: program.source.path,
    source: program.source.text,
    files: Object.fromEntries(program.files),
    nodes: storedNodes(program),
    ...(program.description !== undefined && { description: program.description }),
  };
}

/** What of a stored definition its Program is compiled from. */
export type StoredTexts = Pick<
  StoredDefinition,
  'hash' | 'workflowId' | 'dialect' | 'path' | 'source' | 'files'
>;

/** The texts of a definition in force. */
export function textsOf({ hash, workflowId, dialect, source, files }: DefinitionHead): StoredTexts {
  const { path, text } = source;
  return { hash, workflowId, dialect, path, source: text, files: Object.fromEntries(files) };
}

/**
 * A stored definition, compiled again.
 *
 * @param isChecked - true: this very build has read it before, and found no error
 * @throws Error when this version can no longer read it
 */
export async function fromStored(stored: StoredTexts, isChecked = false): Promise<Program> {
  const resources = new StoredResources(new Map(Object.entries(stored.files)));
  const { dialect, hash } = stored;
  const options = { dialect, isChecked };
  const { program, findings } = await loadDefinition(stored.path, stored.source, resources, options);
  // A newer release may read more files than the one that stored it; instances know it by the former hash.
  if (program) return { ...program, hash };
  const reason = findings.find((finding) => finding.severity === 'error')?.message ?? '';
  throw new Error(
    `The stored definition ${stored.hash} of "${stored.workflowId}" can't be read by this version. ${reason}`,
  );
}

/** The correlation attributes by which the events of a Program are matched. */
export function correlationSets({ tasks }: Program): CorrelationSet[] {
  const uses = [...tasks.values()].flatMap((task): readonly EventUse[] => {
    if (task.kind === 'listen') return task.entries.flatMap(({ events }) => events);
    return task.kind === 'emit' && task.answer ? [task.answer.event] : [];
  });
  return uses.map(({ type, correlation }) => ({
    eventType: type,
    attributes: correlation.map(({ attribute }) => attribute),
  }));
}

function storedNodes({ tasks }: Program): StoredNode[] {
  const all = [...tasks.values()];
  const branches = all.filter(({ role }) => role === 'branch');
  return all.map((task) => {
    const branch = branches.find(({ id }) => task.id === id || task.id.startsWith(`${id}/`));
    const isAction = task.role === 'action' || task.role === 'transition';
    return {
      id: task.id,
      name: task.name,
      type: nodeTypeOf(task),
      metadata: {
        UniqueId: task.id,
        state: tasks.get(task.state)?.name ?? task.name,
        ...(branch && { branch: branch.name }),
        ...(isAction && { action: task.name }),
      },
    };
  });
}
