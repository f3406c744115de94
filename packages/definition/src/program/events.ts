import type { Template } from '../expressions/template.js';
import type { ResultFilter } from './action.js';

/** An event that a task waits for: its definition together with what becomes of its payload. */
export interface EventUse {
  /** Name of the event definition. */
  readonly name: string;
  /** CloudEvents `type` that has to be equal. */
  readonly type: string;
  /** CloudEvents `source`; compared in the dialect `spec` only, where it is not empty. */
  readonly source?: string;
  readonly correlation: readonly Correlation[];
  /** True: filters see the payload. False: the whole CloudEvent. */
  readonly dataOnly: boolean;
  /** How the payload reaches the state data (`eventDataFilter`). */
  readonly filter: ResultFilter;
}

/** An extension attribute that ties events to an instance (`correlation`). */
export interface Correlation {
  readonly attribute: string;
  /** What the attribute has to equal; absent: the first consumed event fixes the value. */
  readonly value?: Template;
}

/** An event that a task sends. */
export interface ProducedEvent {
  /** Name of the event definition. */
  readonly name: string;
  readonly type: string;
  /** CloudEvents `source` of the definition; the host sets its own where it is absent. */
  readonly source?: string;
  /** Payload; absent: the whole state data. */
  readonly data?: Template;
  /** Extension attributes by name. */
  readonly attributes: { readonly [name: string]: Template };
  /** Attributes that carry the values which the instance is correlated by. */
  readonly correlation: readonly string[];
}
