import type { Meter } from '@orchestrator/jq';
import type { Json } from '../json.js';
import type { Confidentiality, Expression, Variables } from './expression.js';

/** A JSON structure whose texts may be expressions: arguments, event data. */
export interface Template extends Confidentiality {
  /** Every expression in it. */
  readonly expressions: readonly Expression[];
  /**
   * The structure with every expression replaced by its value; a text that is no expression stays as it is.
   *
   * @throws ExpressionError
   */
  evaluate(data: Json, variables: Variables, now: number, meter?: Meter): Json;
}

/** Finds a function of type `expression` by name, for texts that read `fn:<name>`. */
export type FindFunction = (name: string) => Expression | undefined;
