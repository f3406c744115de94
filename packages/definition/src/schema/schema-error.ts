/** A JSON Schema that cannot be used. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
  readonly code = 'schema-invalid';
}
