import { isJsonObject } from '@orchestrator/definition';
import type { Json } from '@orchestrator/definition';
import type { Enum, Field, Type } from 'protobufjs';
import { badArguments } from '../call-failure.js';
import { anyMessage, isAny } from './any.js';
import { enumOf, jsonNameOf, keyTypeOf, messageTypeOf } from './message-fields.js';
import { misfit, scalarOf } from './scalars.js';
import { structMessage, structTypes } from './struct.js';
import type { MessageFields } from './struct.js';
import { wellKnownTypes } from './well-known.js';

/** How strictly arguments are read. */
export interface ReadingOptions {
  /** Whether properties that are no field are passed over, as those of the whole data are. */
  readonly passOver: boolean;
}

/**
 * The message of a type for a JSON value (ProtoJSON): fields by their JSON name or their own, enums by name.
 *
 * @param path - names the value in messages; empty: the arguments themselves
 * @throws CallFailure `bad-arguments` naming the first field that doesn't fit
 */
export function messageOf(type: Type, value: Json, { passOver }: ReadingOptions, path = ''): MessageFields {
  const wellKnown = wellKnownTypes.get(type.fullName);
  if (wellKnown) return fieldsOf(type, wellKnown.toFields(value, path), false, path);
  if (structTypes.includes(type.fullName)) return structMessage(type.fullName, value, path);
  if (isAny(type))
    return anyMessage(type, value, path, (inner, given) => messageOf(inner, given, strict, path));
  return fieldsOf(type, value, passOver, path);
}

const strict: ReadingOptions = { passOver: false };

function fieldsOf(type: Type, value: Json, passOver: boolean, path: string): MessageFields {
  if (!isJsonObject(value)) throw path === '' ? notAnObject(type) : misfit(path, `an object (${type.name})`);
  const message = new Map<string, unknown>();
  for (const [name, item] of Object.entries(value)) {
    const field = type.fieldsArray.find((each) => each.name === name || jsonNameOf(each) === name);
    const at = path === '' ? name : `${path}.${name}`;
    if (!field && !passOver) throw badArguments(`The message ${type.name} has no field ${at}.`);
    if (!field || (item === null && !takesNull(field))) continue;
    message.set(field.name, fieldOf(field, item, at));
  }
  checkRules(type, message, path);
  return Object.fromEntries(message);
}

function fieldOf(field: Field, value: Json, path: string): unknown {
  const keyType = keyTypeOf(field);
  if (keyType !== undefined) {
    if (!isJsonObject(value)) throw misfit(path, 'an object');
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        mapKey(keyType, key, path),
        itemOf(field, item, `${path}.${key}`),
      ]),
    );
  }
  if (!field.repeated) return itemOf(field, value, path);
  if (!Array.isArray(value)) throw misfit(path, 'an array');
  return (value as readonly Json[]).map((item, index) => itemOf(field, item, `${path}[${index}]`));
}

function itemOf(field: Field, value: Json, path: string): unknown {
  const type = messageTypeOf(field);
  if (type) return messageOf(type, value, strict, path);
  const names = enumOf(field);
  return names ? enumNumber(names, value, path) : scalarOf(field.type, value, path);
}

function enumNumber({ fullName, values }: Enum, value: Json, path: string): number {
  if (fullName === '.google.protobuf.NullValue') return 0;
  if (typeof value === 'string' && Object.hasOwn(values, value)) return Number(values[value]);
  if (Number.isInteger(value)) return Number(value);
  throw misfit(path, `one of ${Object.keys(values).join(', ')}`);
}

/** The property under which protobufjs writes a map's key: it takes each non-empty text for true. */
function mapKey(type: string, key: string, path: string): string {
  const scalar = scalarOf(type, key, `${path}.${key}`);
  return scalar === false ? '' : key;
}

/** Null means "not set", but for the two types that have a null of their own. */
function takesNull(field: Field): boolean {
  return ['.google.protobuf.Value', '.google.protobuf.NullValue'].includes(
    field.resolvedType?.fullName ?? '',
  );
}

function checkRules(type: Type, message: ReadonlyMap<string, unknown>, path: string): void {
  const where = path === '' ? '' : ` of ${path}`;
  for (const { fieldsArray } of type.oneofsArray) {
    const given = fieldsArray.filter(({ name }) => message.has(name)).map(({ name }) => name);
    if (given.length > 1) throw badArguments(`Only one of ${given.join(', ')}${where} can be given.`);
  }
  const absent = type.fieldsArray.find((field) => field.required && !message.has(field.name));
  if (absent) throw badArguments(`The field ${jsonNameOf(absent)}${where} must be given.`);
}

function notAnObject({ name }: Type) {
  return badArguments(`The arguments must be an object with the fields of the message ${name}.`);
}
