import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import type { DataIndex } from '@orchestrator/store';
import { pathOf } from './command.js';
import type { Commander } from './commander.js';
import type { MutationArguments } from './mutation.js';

/** Variables of a run that its successor does not get, unless the caller says which. */
const EXCLUDED = ['workflowdatainput'];

/**
 * `ExecuteAfter`: starts a workflow with what another run ended with, and `input` merged over it; with `input` alone when that
 * run is not known (data-index-and-jobs.md 1.8).
 */
export async function executeAfter(
  index: DataIndex,
  args: MutationArguments,
  to: Commander,
): Promise<string> {
  const { completedInstanceId, processId, processVersion, input, excludeProperties } = args;
  const excluded = new Set<string | null>(excludeProperties ?? EXCLUDED);
  const before = await variablesOf(index, completedInstanceId ?? undefined);
  const kept = before && Object.fromEntries(Object.entries(before).filter(([name]) => !excluded.has(name)));
  const body = kept ? merged(kept, input ?? {}) : (input ?? {});
  return to.toDefinition(processId, processVersion, {
    operation: `EXECUTE ProcessDefinition with id: ${processId}`,
    method: 'POST',
    path: pathOf(processId),
    body: JSON.stringify(body),
  });
}

async function variablesOf(index: DataIndex, id: string | undefined): Promise<JsonObject | undefined> {
  if (id === undefined) return undefined;
  const [instance] = await index.instances({ where: { field: 'id', operator: 'equal', value: id } });
  return instance?.variables;
}

/** Objects merge key by key; anything else is replaced. */
function merged(below: Json, above: Json): Json {
  if (!isJsonObject(below) || !isJsonObject(above)) return above;
  const result = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) result.set(key, merged(result.get(key) ?? null, value));
  return Object.fromEntries(result);
}
