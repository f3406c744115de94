import type { Json } from './json.js';
import type { Variables } from './expression.js';

/** A JSON structure whose strings may be expressions: arguments, event data. */
export interface Template {
  /** The structure with every expression replaced by its value. A string that is no expression stays as it is. */
  evaluate(data: Json, variables: Variables, now: number): Json;
}
