import { randomUUID } from 'node:crypto';
import type { CloudEvent } from '@orchestrator/engine';
import type { Json } from '@orchestrator/definition';
import type { DefinitionHead } from '@orchestrator/runtime';
import type { DefinitionRow } from '@orchestrator/store';

/**
 * What a Data Index learns of a workflow (workflow-runtime.md 5.6).
 *
 * @param nodes - as the store has them
 * @param serviceUrl - address of this runtime
 */
export function definitionEvent(
  program: DefinitionHead,
  nodes: DefinitionRow['nodes'],
  serviceUrl: string,
): CloudEvent {
  const { workflowId, version, name, description, annotations, metadata, source, input, output } = program;
  const endpoint = `${serviceUrl}/${encodeURIComponent(workflowId)}`;
  return {
    specversion: '1.0',
    id: randomUUID(),
    source: endpoint,
    type: 'ProcessDefinitionEvent',
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    kogitoprocid: workflowId,
    kogitoprocversion: version,
    kogitoproctype: 'SW',
    data: {
      id: workflowId,
      name,
      description: description ?? null,
      version,
      type: 'SW',
      roles: [],
      addons: [],
      annotations: [...annotations],
      endpoint,
      source: source.text,
      metadata,
      nodes: nodes.map((node): Json => ({ ...node, uniqueId: node.id })),
      ...(input && { inputSchema: input.schema }),
      ...(output && { outputSchema: output.schema }),
    },
  };
}
