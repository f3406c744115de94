import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';
import type { GraphQLSchema, ValueNode } from 'graphql';

/** Values, and characters of texts, in JSON that is written in a document: as much as a request may have. */
const MAX_VALUES = 20_000;
const MAX_CHARACTERS = 1_000_000;

/** Gives the schema's scalars their conversions (data-index-and-jobs.md 1.3). */
export function defineScalars(schema: GraphQLSchema): void {
  Object.assign(scalar(schema, 'DateTime'), {
    serialize: (value: unknown) => formatDateTime(Number(value)),
    parseValue: parseDateTime,
    parseLiteral: (node: ValueNode) => (node.kind === Kind.STRING ? parseDateTime(node.value) : null),
  });
  Object.assign(scalar(schema, 'Long'), numeric(parseLong));
  Object.assign(scalar(schema, 'BigDecimal'), numeric(parseDecimal));
  Object.assign(scalar(schema, 'JSON'), {
    serialize: (value: unknown) => value,
    parseValue: (value: unknown) => value,
    // A variable that was not sent leaves a property without a value; it goes, as if it were not written.
    parseLiteral: (node: ValueNode, variables?: Record<string, unknown>): unknown =>
      copied(valueFromASTUntyped(node, variables) ?? null, {
        values: MAX_VALUES,
        characters: MAX_CHARACTERS,
      }),
  });
}

/**
 * A copy of JSON without properties that have no value. A variable may stand in it many times, and counts each time.
 *
 * @throws GraphQLError
 */
function copied(value: unknown, left: { values: number; characters: number }): unknown {
  const characters = typeof value === 'string' ? value.length : 0;
  left.values -= 1;
  left.characters -= characters;
  if (left.values < 0 || left.characters < 0) throw new GraphQLError('The JSON of an argument is too large.');
  if (Array.isArray(value)) return value.map((item: unknown) => copied(item ?? null, left));
  if (typeof value !== 'object' || value === null) return value;
  const properties = Object.entries(value).filter(([, property]) => property !== undefined);
  return Object.fromEntries(properties.map(([name, property]) => [name, copied(property, left)]));
}

/** A 64-bit integer; as a number it is exact up to 2⁵³. */
function parseLong(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new GraphQLError(`${JSON.stringify(value)} is no whole number.`);
}

function parseDecimal(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new GraphQLError(`${JSON.stringify(value)} is no number.`);
}

/** A scalar that is a number in both directions. */
function numeric(parse: (value: unknown) => number): object {
  return {
    serialize: parse,
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(valueFromASTUntyped(node)),
  };
}

function scalar(schema: GraphQLSchema, name: string): GraphQLScalarType {
  const type = schema.getType(name);
  if (type instanceof GraphQLScalarType) return type;
  throw new TypeError(`The schema has no scalar ${name}.`);
}

/** UTC with `Z`, milliseconds without trailing zeros: `2026-11-20T10:00:05.25Z`. */
export function formatDateTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.?0*Z$/, 'Z');
}

/** Milliseconds since 1970 of an ISO 8601 text; without an offset it is UTC. */
function parseDateTime(value: unknown): number {
  if (typeof value === 'string') {
    const isLocal = /T.*\d$/.test(value) && !/[+-]\d{2}:?\d{2}$/.test(value);
    const milliseconds = Date.parse(isLocal ? `${value}Z` : value);
    if (!Number.isNaN(milliseconds)) return milliseconds;
  }
  throw new GraphQLError(`${JSON.stringify(value)} is no date; write it like 2026-11-20T10:00:00Z.`);
}
