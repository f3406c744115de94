import type { Json, JsonObject, Program } from '@orchestrator/definition';
import { INSTANCE_FORMAT } from './instance.js';
import type { CloudEvent, Instance, ParentLink } from './instance.js';

/** What a new instance begins with. */
export interface Beginning {
  /** Chosen by the host, since the engine has no randomness; a UUID by convention. */
  readonly id: string;
  /** Becomes `workflowdata`. An instance that an event creates begins with `{}`: its first state takes the payload. */
  readonly data: Json;
  readonly variables?: JsonObject;
  readonly businessKey?: string;
  /** Start headers without credentials; for an event its attributes and extensions. */
  readonly headers?: JsonObject;
  readonly sealedHeaders?: string;
  readonly identity?: string;
  readonly referenceId?: string;
  readonly parent?: ParentLink;
  /** The event that creates the instance. */
  readonly startEvent?: CloudEvent;
  /** When the instance's time is up, instead of what its workflow says. */
  readonly deadline?: number;
}

/** A new instance that has not entered any task yet; the fact `started` sets it going. */
export function createInstance(program: Program, beginning: Beginning, now: number): Instance {
  const { id, data, variables, headers, startEvent, ...optional } = beginning;
  return {
    format: INSTANCE_FORMAT,
    id,
    workflowId: program.workflowId,
    definition: program.hash,
    version: 0,
    state: 'ACTIVE',
    startedAt: now,
    headers: headers ?? {},
    variables: variables ?? {},
    input: startEvent?.data ?? data,
    root: { data, frame: null, index: 0 },
    entered: 0,
    stepsSinceWait: 0,
    produced: 0,
    correlation: {},
    compensable: [],
    children: [],
    held: [],
    ...optional,
    ...(startEvent && { startEvent, byEvent: true as const }),
  };
}
