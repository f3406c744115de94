import type { Json } from '@orchestrator/definition';
import type { ApiNode } from './api-node.js';

/** What a schema says about the form of a value, with what its `allOf`, `oneOf` and `anyOf` add. */
export interface SchemaShape {
  /** Types that a value can have; empty: any. `null` is told by {@link SchemaShape.nullable}. */
  readonly types: ReadonlySet<string>;
  readonly nullable: boolean;
  /** Declared properties; one that several alternatives declare has several schemas. */
  readonly properties: ReadonlyMap<string, readonly ApiNode[]>;
  /** Whether an object keeps properties that are not declared. */
  readonly open: boolean;
  /** The schema of properties that are not declared, where there is one. */
  readonly additional?: ApiNode;
  /** The schema of an array's items. */
  readonly items?: ApiNode;
  /** The only values that are allowed; absent: every one. */
  readonly values?: readonly Json[];
}

const shapes = new WeakMap<object, SchemaShape>();

/** Reads the shape of a schema. A parsed document gives the same value each time, so that it is read once. */
export function shapeOf(schema: ApiNode): SchemaShape {
  const key = schema.value;
  if (typeof key !== 'object' || key === null) return gather([]);
  const shape = shapes.get(key) ?? gather(members(schema, new Set()));
  shapes.set(key, shape);
  return shape;
}

interface Member {
  readonly schema: ApiNode;
  /** One of several that a value can follow, rather than one that it must. */
  readonly alternative: boolean;
}

/** A schema and all that it is made of, each once. */
function members(schema: ApiNode, seen: Set<Json>, alternative = false): Member[] {
  if (seen.has(schema.value)) return [];
  seen.add(schema.value);
  return [
    { schema, alternative },
    ...schema.list('allOf').flatMap((each) => members(each, seen, alternative)),
    ...['oneOf', 'anyOf'].flatMap((key) => schema.list(key).flatMap((each) => members(each, seen, true))),
  ];
}

function gather(all: readonly Member[]): SchemaShape {
  const types = new Set<string>();
  const properties = new Map<string, ApiNode[]>();
  let nullable = false;
  let open = false;
  let additional: ApiNode | undefined;
  let items: ApiNode | undefined;
  for (const { schema, alternative } of all) {
    const own = schema.entries('properties');
    const declaredTypes = typesOf(schema);
    for (const type of declaredTypes) types.add(type);
    for (const [name, property] of own) properties.set(name, [...(properties.get(name) ?? []), property]);
    nullable ||= isNullable(schema);
    const rest = schema.get('additionalProperties');
    if (rest && rest.value !== false) open = true;
    if (rest && typeof rest.value === 'object') additional ??= rest;
    // An alternative that is any object at all keeps whatever the others don't know.
    if (alternative && own.length === 0 && declaredTypes.includes('object') && !isComposed(schema))
      open = true;
    items ??= schema.get('items');
  }
  const values = allowedValues(all);
  return {
    types,
    nullable,
    properties,
    open: open || properties.size === 0,
    ...(additional && { additional }),
    ...(items && { items }),
    ...(values && { values }),
  };
}

function isComposed(schema: ApiNode): boolean {
  return ['allOf', 'oneOf', 'anyOf'].some((key) => schema.get(key) !== undefined);
}

function typesOf(schema: ApiNode): string[] {
  const written = schema.get('type')?.value;
  if (typeof written === 'string') return written === 'null' ? [] : [written];
  if (Array.isArray(written)) return schema.texts('type').filter((type) => type !== 'null');
  if (schema.get('properties') || schema.get('additionalProperties')) return ['object'];
  return schema.get('items') ? ['array'] : [];
}

function isNullable(schema: ApiNode): boolean {
  const type = schema.get('type')?.value;
  return (
    type === 'null' ||
    (Array.isArray(type) && type.includes('null')) ||
    schema.flag('nullable') === true ||
    schema.flag('x-nullable') === true
  );
}

/** Alternatives may allow more than one of them lists, so that a list counts only outside of alternatives. */
function allowedValues(all: readonly Member[]): readonly Json[] | undefined {
  if (all.some(({ alternative }) => alternative)) return undefined;
  for (const { schema } of all) {
    const values = schema.get('enum')?.value;
    if (Array.isArray(values)) return values as readonly Json[];
  }
  return undefined;
}

/** Whether a value has one of the types as it is. */
export function hasType(value: Json, types: ReadonlySet<string>): boolean {
  if (types.size === 0) return true;
  if (Array.isArray(value)) return types.has('array');
  if (typeof value === 'string') return types.has('string') || types.has('file');
  if (typeof value === 'number')
    return types.has('number') || (types.has('integer') && Number.isInteger(value));
  if (typeof value === 'boolean') return types.has('boolean');
  return value !== null && types.has('object');
}
