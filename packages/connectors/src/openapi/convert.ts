import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import { CallFailure } from '../call-failure.js';
import type { ApiNode } from './api-node.js';
import { convertScalar } from './convert-scalar.js';
import { hasType, shapeOf } from './schema-shape.js';
import type { SchemaShape } from './schema-shape.js';

/**
 * What a value is converted for (workflow-runtime.md 2.1). A `parameter` has to have its type already, numbers apart; in a
 * `body` text is read as the type that the schema asks for; in a `result` too, but what doesn't fit stays as it is.
 */
export type ConversionPurpose = 'parameter' | 'body' | 'result';

/** How deep values are converted; deeper parts stay as they are. */
const MAX_DEPTH = 200;

/**
 * Binds a value to a schema the way that generated clients do: values are converted to their declared types, null
 * properties and those that an object schema doesn't declare are dropped.
 *
 * @param name - of the argument or property, for messages
 * @throws CallFailure `bad-arguments` for a value that can't be sent as what the schema asks for
 */
export function convert(
  value: Json,
  schema: ApiNode | undefined,
  purpose: ConversionPurpose,
  name: string,
  depth = 0,
): Json {
  if (!schema || value === null || depth > MAX_DEPTH) return value;
  const shape = shapeOf(schema);
  const inner = (child: Json, childSchema: ApiNode | undefined, childName: string): Json =>
    convert(child, childSchema, purpose, childName, depth + 1);
  if (Array.isArray(value) && hasType(value, shape.types)) {
    return value.map((item: Json, index) => inner(item, shape.items, `${name}[${index}]`));
  }
  if (isJsonObject(value) && hasType(value, shape.types)) {
    return convertObject(value, shape, (key, child, schemas) =>
      attempt(schemas, (each) => inner(child, each, `${name}.${key}`)),
    );
  }
  const converted = hasType(value, shape.types) ? value : convertScalar(value, shape.types, purpose);
  if (converted === undefined) {
    if (purpose === 'result') return value;
    throw misfit(name, shape, purpose);
  }
  if (purpose !== 'result' && shape.values && !shape.values.includes(converted)) {
    throw notListed(name, shape.values);
  }
  return converted;
}

function convertObject(
  value: JsonObject,
  shape: SchemaShape,
  property: (key: string, child: Json, schemas: readonly (ApiNode | undefined)[]) => Json,
): JsonObject {
  const { properties, open, additional } = shape;
  const kept = Object.entries<Json>(value).flatMap(([key, child]): [string, Json][] => {
    const schemas = properties.get(key);
    if (!schemas && !open) return [];
    // Without declared properties an object is data that nobody knows better.
    if (child === null && properties.size > 0 && !(schemas ?? []).some(allowsNull)) return [];
    const converted = property(key, child, schemas ?? [additional]);
    return [[key, converted]];
  });
  return Object.fromEntries(kept);
}

function allowsNull(schema: ApiNode): boolean {
  return shapeOf(schema).nullable;
}

/** Takes the first of several schemas that a value fits. */
function attempt(
  schemas: readonly (ApiNode | undefined)[],
  take: (schema: ApiNode | undefined) => Json,
): Json {
  let failure: unknown;
  for (const schema of schemas) {
    try {
      return take(schema);
    } catch (error) {
      if (!(error instanceof CallFailure) || error.error.code !== 'bad-arguments') throw error;
      failure ??= error;
    }
  }
  throw failure;
}

function misfit(name: string, { types }: SchemaShape, purpose: ConversionPurpose): CallFailure {
  return new CallFailure({
    code: 'bad-arguments',
    message: `"${name}" can't be sent as ${[...types].join(' or ')}, which the service asks for; correct the function's arguments.`,
    ...(purpose === 'parameter' && { classes: ['java.lang.ClassCastException'] }),
  });
}

function notListed(name: string, values: readonly Json[]): CallFailure {
  const listed = values.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
  return new CallFailure({
    code: 'bad-arguments',
    message: `"${name}" has a value that the service doesn't know; it knows ${listed.join(', ')}.`,
  });
}
