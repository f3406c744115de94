import { isDeepStrictEqual } from 'node:util';
import { isJsonObject } from '@orchestrator/definition';
import type { Json } from '@orchestrator/definition';

/** A variable by its name, `workflowdata` or `workflowdata.<path>`, and its new value; null for one that is gone. */
export type ChangedVariable = readonly [name: string, value: Json];

/** Name of the variable that holds the data of a workflow. */
const ROOT = 'workflowdata';

/**
 * What changed in the data of an instance, as small as possible: members of objects one by one, everything else whole.
 *
 * @param before - undefined when there was no data before
 */
export function changedVariables(before: Json | undefined, after: Json): readonly ChangedVariable[] {
  return before === undefined ? [[ROOT, after]] : changes(ROOT, before, after);
}

function changes(name: string, before: Json, after: Json): ChangedVariable[] {
  if (before === after) return [];
  if (!isJsonObject(before) || !isJsonObject(after))
    return isDeepStrictEqual(before, after) ? [] : [[name, after]];
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return [
    ...Object.entries(after).flatMap(([key, value]): ChangedVariable[] => {
      const former = Object.hasOwn(before, key) ? before[key] : undefined;
      return former === undefined ? [[`${name}.${key}`, value]] : changes(`${name}.${key}`, former, value);
    }),
    ...gone.map((key): ChangedVariable => [`${name}.${key}`, null]),
  ];
}
