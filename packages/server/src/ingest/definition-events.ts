import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import { Fields } from './event-fields.js';
import { headOf } from './process-events.js';
import type { Reader } from './process-events.js';

/** Events about definitions (data-index-and-jobs.md 3.4). */
export const definitionReaders: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [
    'ProcessDefinitionEvent',
    (read) => {
      const { attributes, data } = read;
      return {
        ...headOf(read),
        kind: 'definition',
        workflowId: data.text('id') ?? attributes.required('kogitoprocid'),
        version: data.text('version') ?? attributes.text('kogitoprocversion') ?? '',
        name: data.text('name'),
        type: data.text('type'),
        description: data.text('description'),
        endpoint: data.text('endpoint'),
        text: data.text('source'),
        addons: data.texts('addons'),
        roles: data.texts('roles'),
        annotations: data.texts('annotations'),
        metadata: data.object('metadata'),
        nodes: data.objects('nodes').map(nodeOf),
      };
    },
  ],
]);

/** A node with the members that the schema must have. */
function nodeOf(node: JsonObject): JsonObject {
  const fields = new Fields(node, 'a node');
  const id = fields.text('id') ?? fields.text('uniqueId') ?? '';
  return {
    id,
    name: fields.text('name') ?? '',
    type: fields.text('type') ?? '',
    uniqueId: fields.text('uniqueId') ?? id,
    metadata: { UniqueId: id, ...texts(fields.value('metadata')) },
  };
}

/** Values other than texts are turned into texts. */
function texts(value: Json | null): Record<string, string> {
  if (!isJsonObject(value)) return {};
  const present = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(
    present.map(([key, inner]) => [key, typeof inner === 'string' ? inner : JSON.stringify(inner)]),
  );
}
