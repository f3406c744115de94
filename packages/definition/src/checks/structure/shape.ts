/** A type name of JSON Schema. */
export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

/**
 * A JSON Schema, together with a few keywords of our own (see validator.ts) that say how a document's author should
 * hear of a violation. Keywords about texts, lists and objects apply to values of that type only, so a shape with
 * several types needs no alternatives, and each violation is told once and where it is.
 */
export interface Shape {
  readonly type?: JsonType | readonly JsonType[];
  /** Types among {@link Shape.type} that SonataFlow takes although the specification does not. */
  readonly also?: readonly JsonType[];
  /** What an object of this shape is, for messages: `An action`. */
  readonly noun?: string;
  readonly properties?: { readonly [name: string]: Shape };
  /** Properties without which the object means nothing. */
  readonly needs?: readonly string[];
  /** Properties that are better there. */
  readonly wants?: readonly string[];
  /** Properties that the specification demands and SonataFlow does not. */
  readonly specNeeds?: readonly string[];
  /** Properties of which at least one should be there. */
  readonly someOf?: readonly string[];
  /** Properties of which exactly one has to be there. */
  readonly exactlyOne?: readonly string[];
  readonly additionalProperties?: false | Shape;
  readonly items?: Shape;
  readonly minItems?: number;
  /** True: the list means nothing when it is empty. */
  readonly essential?: boolean;
  readonly uniqueItems?: boolean;
  readonly minLength?: number;
  readonly enum?: readonly string[];
  readonly const?: string | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly $ref?: string;
  readonly allOf?: readonly Shape[];
  readonly if?: Shape;
  readonly then?: Shape;
  readonly else?: Shape;
  readonly definitions?: { readonly [name: string]: Shape };
}

/** Any text. */
export const text: Shape = { type: 'string' };

/** A text that says something. */
export const filledText: Shape = { type: 'string', minLength: 1 };

export const flag: Shape = { type: 'boolean' };

/** Free notes; they do not change what happens, except for a few keys that SonataFlow reads. */
export const metadata: Shape = {
  type: 'object',
  additionalProperties: { type: ['string', 'number', 'boolean'], also: ['number', 'boolean'] },
};

/** One of a few words. */
export function oneOf(...words: string[]): Shape {
  return { type: 'string', enum: words };
}

/** A list of elements of one shape. */
export function listOf(items: Shape, minItems = 0): Shape {
  return { type: 'array', items, ...(minItems > 0 && { minItems }) };
}

/** An object without further properties. */
export function object(
  noun: string,
  properties: { readonly [name: string]: Shape },
  rules: Omit<Shape, 'type' | 'noun' | 'properties'> = {},
): Shape {
  return { type: 'object', noun, properties, additionalProperties: false, ...rules };
}

/** What may also be written as one text. */
export function orText(shape: Shape): Shape {
  return { ...shape, type: ['string', ...[shape.type ?? []].flat()], minLength: 1 };
}

/** Refers to one of the definitions that every schema here carries. */
export function refer(name: string): Shape {
  return { $ref: `#/definitions/${name}` };
}
