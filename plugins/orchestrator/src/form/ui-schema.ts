import type { UiSchema } from '@rjsf/utils';
import { arrayProperty, isRecord, property, stringProperty, type UnknownRecord } from '../json';
import { valueAt } from './json-pointer';
import type { JsonSchema } from './schema-checker';

/**
 * Lifts every `ui:*` key out of a JSON Schema into RJSF's uiSchema (contract 6.6): through properties, items, local
 * references, alternatives, conditions and dependencies. A schema that contains itself is followed once round.
 */
export function extractUiSchema(schema: JsonSchema): UiSchema {
  return extract(schema, schema, []);
}

/** Widgets that the form has. A field that asks for another one gets the widget of its type. */
const WIDGETS = new Set([
  'text',
  'textarea',
  'password',
  'email',
  'uri',
  'updown',
  'range',
  'date',
  'date-time',
  'time',
  'color',
  'select',
  'radio',
  'checkbox',
  'checkboxes',
  'hidden',
]);

function isKnownWidget(value: unknown): boolean {
  return typeof value === 'string' && WIDGETS.has(value);
}

/** Keywords that hold one schema for the same value. */
const SAME_PLACE_ONE = ['then', 'else', 'if'] as const;

/** Keywords that hold several schemas for the same value. */
const SAME_PLACE_MANY = ['allOf', 'anyOf', 'oneOf'] as const;

type Path = readonly string[];

function extract(schema: unknown, root: JsonSchema, refs: Path): UiSchema {
  if (!isRecord(schema)) {
    return {};
  }
  const ref = stringProperty(schema, '$ref');
  if (ref !== undefined) {
    return { ...extractReference(ref, root, refs), ...pick(schema, 'ui:order') };
  }
  return [
    ownKeys(schema),
    ...SAME_PLACE_ONE.map((key) => extract(property(schema, key), root, refs)),
    ...SAME_PLACE_MANY.flatMap((key) => arrayProperty(schema, key).map((part) => extract(part, root, refs))),
    ...dependencies(schema).map((part) => extract(part, root, refs)),
    extractProperties(property(schema, 'properties'), root, refs),
    extractItems(schema, root, refs),
  ].reduce(merge, {});
}

function extractReference(ref: string, root: JsonSchema, refs: Path): UiSchema {
  if (!ref.startsWith('#') || refs.includes(ref)) {
    return {};
  }
  return extract(valueAt(root, ref.slice(1)), root, [...refs, ref]);
}

function extractProperties(properties: unknown, root: JsonSchema, refs: Path): UiSchema {
  const result: UiSchema = {};
  for (const [key, schema] of Object.entries(isRecord(properties) ? properties : {})) {
    const inner = extract(schema, root, refs);
    if (Object.keys(inner).length > 0) {
      define(result, key, inner);
    }
  }
  return result;
}

function extractItems(schema: UnknownRecord, root: JsonSchema, refs: Path): UiSchema {
  const result: UiSchema = {};
  const items = property(schema, 'items');
  const inner = Array.isArray(items)
    ? items.map((item: unknown) => extract(item, root, refs))
    : extract(items, root, refs);
  if (Object.keys(inner).length > 0) {
    define(result, 'items', inner);
  }
  const more = extract(property(schema, 'additionalItems'), root, refs);
  if (Object.keys(more).length > 0) {
    define(result, 'additionalItems', more);
  }
  return result;
}

function ownKeys(schema: UnknownRecord): UiSchema {
  const result: UiSchema = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key.startsWith('ui:') && (key !== 'ui:widget' || isKnownWidget(value))) {
      define(result, key, value);
    }
  }
  return property(schema, 'ui:hidden') === true ? { ...result, 'ui:widget': 'hidden' } : result;
}

function dependencies(schema: UnknownRecord): unknown[] {
  const found = property(schema, 'dependencies');
  return isRecord(found) ? Object.values(found).filter(isRecord) : [];
}

function pick(schema: UnknownRecord, key: string): UiSchema {
  const value = property(schema, key);
  return value === undefined ? {} : { [key]: value };
}

/** Two descriptions of one place; where both speak, the later one wins, level by level. */
function merge(first: UiSchema, second: UiSchema): UiSchema {
  const result: UiSchema = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const existing = property(result, key);
    define(result, key, isRecord(existing) && isRecord(value) ? merge({ ...existing }, { ...value }) : value);
  }
  return result;
}

/** Sets an own property, also one named `__proto__`. */
function define(target: UiSchema, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, configurable: true, enumerable: true, writable: true });
}

/** Resolves a schema that may be a local reference; undefined for a reference to nowhere or in a circle. */
export function resolveSchema(schema: unknown, root: JsonSchema, refs: Path = []): UnknownRecord | undefined {
  const ref = stringProperty(schema, '$ref');
  if (ref === undefined) {
    return isRecord(schema) ? schema : undefined;
  }
  if (!ref.startsWith('#') || refs.includes(ref)) {
    return undefined;
  }
  return resolveSchema(valueAt(root, ref.slice(1)), root, [...refs, ref]);
}
