import type { Json, JsonObject } from '../json.js';

/** A JSON Schema for the data that enters or leaves a workflow. */
export interface DataSchema {
  /** The schema with every reference to another file resolved. */
  readonly schema: JsonObject;
  /** False: a violation is reported, and the workflow goes on. */
  readonly failOnViolation: boolean;
  /** All violations of `data`; empty when it fits. */
  validate(data: Json): readonly SchemaViolation[];
}

/** One way in which data does not fit a schema. */
export interface SchemaViolation {
  /** JSON pointer of the offending value; `''` is the whole document. */
  readonly path: string;
  /** What is wrong, readable without the schema at hand: `must be one of English, Spanish`. */
  readonly message: string;
}
