import { Ajv } from 'ajv';
import type {
  AnySchemaObject,
  ErrorObject,
  FuncKeywordDefinition,
  SchemaValidateFunction,
  ValidateFunction,
} from 'ajv';
import { isJsonObject } from '../../json.js';
import type { Json } from '../../json.js';
import { commonShapes } from './common-shapes.js';
import { documentShape } from './document-shape.js';
import { sections } from './section-shapes.js';
import type { SectionName } from './section-shapes.js';
import type { JsonType, Shape } from './shape.js';
import { stateShapes } from './state-shapes.js';

/** One way in which a value does not have its shape. */
export interface Violation {
  /** JSON pointer of the value below the checked one. */
  readonly pointer: string;
  /** The violated keyword of {@link Shape}. */
  readonly keyword: string;
  readonly shape: Shape;
  /** The value. */
  readonly value: Json;
  /** The property that is missing or unknown, or what else the keyword tells. */
  readonly names: readonly string[];
}

let ajv: Ajv | undefined;
const validators = new Map<SectionName | 'document', ValidateFunction>();

/** All violations of the shape of a document or of a section that stands in a file of its own. */
export function violations(value: Json, name: SectionName | 'document'): Violation[] {
  let validate = validators.get(name);
  if (!validate) {
    const shape: Shape = name === 'document' ? documentShape : sections[name];
    ajv ??= newAjv();
    // Compiled at the first use: a process that reads no document does not pay for it.
    validate = ajv.compile({ ...shape, definitions: { ...commonShapes, ...stateShapes } });
    validators.set(name, validate);
  }
  if (validate(value)) return [];
  return (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if').map(violation);
}

function violation(error: ErrorObject): Violation {
  const parameters = error.params as { names?: string[]; additionalProperty?: string };
  return {
    pointer: error.instancePath,
    keyword: error.keyword,
    shape: error.parentSchema as Shape,
    value: error.data as Json,
    names: parameters.names ?? [parameters.additionalProperty ?? []].flat(),
  };
}

function newAjv(): Ajv {
  const instance = new Ajv({
    allErrors: true,
    verbose: true,
    ownProperties: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    // The shapes are ours, and each process compiles them to check a few documents: four times faster with these.
    meta: false,
    validateSchema: false,
    inlineRefs: false,
    code: { optimize: false },
  });
  for (const keyword of ['noun', 'essential']) instance.addKeyword({ keyword });
  for (const keyword of ['needs', 'wants', 'specNeeds']) {
    instance.addKeyword({ ...named(keyword, missing), type: 'object' });
  }
  instance.addKeyword({ ...named('exactlyOne', unlessOne), type: 'object' });
  instance.addKeyword({ ...named('someOf', unlessSome), type: 'object' });
  instance.addKeyword(named('also', among));
  return instance;
}

/**
 * A keyword whose parameter is a list of names.
 *
 * @param check - names for the message, or undefined when the value is as it should be
 */
function named(
  keyword: string,
  check: (names: readonly string[], value: Json) => readonly string[] | undefined,
): FuncKeywordDefinition {
  const validate: SchemaValidateFunction = (
    names: readonly string[],
    value: Json,
    parentSchema?: AnySchemaObject,
  ) => {
    const found = check(names, value);
    if (found) validate.errors = [{ keyword, params: { names: found }, parentSchema: parentSchema ?? {} }];
    return found === undefined;
  };
  return { keyword, errors: true, validate };
}

function unlessOne(names: readonly string[], value: Json): readonly string[] | undefined {
  const present = names.filter((name) => isGiven(value, name));
  return present.length === 1 ? undefined : present;
}

function unlessSome(names: readonly string[], value: Json): readonly string[] | undefined {
  return names.some((name) => isGiven(value, name)) ? undefined : [];
}

function among(types: readonly string[], value: Json): readonly string[] | undefined {
  return types.includes(typeOf(value)) ? [] : undefined;
}

function missing(names: readonly string[], value: Json): readonly string[] | undefined {
  const absent = names.filter(
    (name) => !isJsonObject(value) || !Object.hasOwn(value, name) || value[name] === null,
  );
  return absent.length === 0 ? undefined : absent;
}

/** `end: false` says as little as no end at all. */
function isGiven(value: Json, name: string): boolean {
  if (!isJsonObject(value) || !Object.hasOwn(value, name)) return false;
  return value[name] !== null && value[name] !== false;
}

function typeOf(value: Json): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as JsonType;
}
