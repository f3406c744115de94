import type { OutputUnit } from '@cfworker/json-schema';
import type { FieldErrorDTO } from '@orchestrator/plugin-orchestrator-common';
import { property } from '../json';
import { appendPointer, parsePointer } from './json-pointer';
import type { JsonSchema } from './schema-checker';

/** Says in words for people what a schema's keyword demands, and at which field. */
export function explain(unit: OutputUnit, schema: JsonSchema): FieldErrorDTO {
  const path = unit.instanceLocation.replace(/^#/, '');
  const limit = keywordValue(schema, unit.keywordLocation);
  if (unit.keyword === 'required') {
    return { path: appendPointer(path, quoted(unit.error)), message: 'This field is required.' };
  }
  if (unit.keyword === 'additionalProperties') {
    return { path: appendPointer(path, quoted(unit.error)), message: 'This field is not known here.' };
  }
  return { path, message: sentence(unit, limit) };
}

function sentence(unit: OutputUnit, limit: unknown): string {
  const write = SENTENCES[unit.keyword];
  return write ? write(limit) : 'This value does not fit.';
}

const SENTENCES: { readonly [keyword: string]: (limit: unknown) => string } = {
  type: (limit) => `Must be ${TYPE_WORDS[String(limit)] ?? String(limit)}.`,
  enum: (limit) =>
    `Must be one of ${Array.isArray(limit) ? limit.map(String).join(', ') : 'the given values'}.`,
  const: (limit) => `Must be ${JSON.stringify(limit)}.`,
  minLength: (limit) => `Must have at least ${plural(limit, 'character')}.`,
  maxLength: (limit) => `Must have at most ${plural(limit, 'character')}.`,
  pattern: (limit) => `Must match the pattern ${String(limit)}.`,
  format: (limit) => FORMAT_WORDS[String(limit)] ?? `Must be a valid ${String(limit)}.`,
  minimum: (limit) => `Must be ${String(limit)} or more.`,
  maximum: (limit) => `Must be ${String(limit)} or less.`,
  exclusiveMinimum: (limit) => `Must be more than ${String(limit)}.`,
  exclusiveMaximum: (limit) => `Must be less than ${String(limit)}.`,
  multipleOf: (limit) => `Must be a multiple of ${String(limit)}.`,
  minItems: (limit) => `Must have at least ${plural(limit, 'entry', 'entries')}.`,
  maxItems: (limit) => `Must have at most ${plural(limit, 'entry', 'entries')}.`,
  uniqueItems: () => 'Must not have the same entry twice.',
  anyOf: () => 'Must fit one of the given choices.',
  oneOf: () => 'Must fit exactly one of the given choices.',
};

const TYPE_WORDS: { readonly [type: string]: string } = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'yes or no',
  array: 'a list',
  object: 'a group of fields',
  null: 'empty',
};

const FORMAT_WORDS: { readonly [format: string]: string } = {
  email: 'Must be an e-mail address, such as name@example.com.',
  uri: 'Must be a whole address, such as https://example.com.',
  date: 'Must be a date, such as 2026-01-31.',
  'date-time': 'Must be a date with a time.',
};

function plural(count: unknown, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}

/** The property's name, which the validator puts in quotation marks. */
function quoted(error: string): string {
  return /"(.*)"/.exec(error)?.[1] ?? '';
}

/** Follows the keyword's place through the schema, through local references too. */
function keywordValue(schema: JsonSchema, location: string): unknown {
  let value: unknown = schema;
  for (const part of parsePointer(location.replace(/^#/, ''))) {
    const next = Array.isArray(value) ? value[Number(part)] : property(value, part);
    value = part === '$ref' && typeof next === 'string' ? resolveLocal(schema, next) : next;
  }
  return value;
}

function resolveLocal(schema: JsonSchema, ref: string): unknown {
  return ref.startsWith('#') ? keywordValue(schema, ref) : undefined;
}
