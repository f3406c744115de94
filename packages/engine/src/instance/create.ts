import type { Json, JsonObject, Program } from '@orchestrator/definition';
import type { Instance } from './instance.js';

/** What a new instance begins with. */
export interface Beginning {
  /** Chosen by the host, since the engine has no randomness; a UUID by convention. */
  readonly id: string;
  /** Becomes `workflowdata`. */
  readonly data: Json;
  readonly variables?: JsonObject;
  readonly businessKey?: string;
}

/** A new instance that has not entered any task yet; the fact `started` sets it going. */
export function createInstance(program: Program, beginning: Beginning, now: number): Instance {
  return {
    format: 1,
    id: beginning.id,
    workflowId: program.workflowId,
    definition: program.hash,
    version: 0,
    state: 'ACTIVE',
    startedAt: now,
    variables: beginning.variables ?? {},
    input: beginning.data,
    root: { data: beginning.data, frame: null },
    entered: 0,
    stepsSinceWait: 0,
    ...(beginning.businessKey !== undefined && { businessKey: beginning.businessKey }),
  };
}
