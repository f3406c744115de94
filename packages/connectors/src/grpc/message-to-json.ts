import type { Json, JsonObject } from '@orchestrator/definition';
import protobuf from 'protobufjs';
import type { Enum, Field, Type } from 'protobufjs';
import { anyJson, isAny } from './any.js';
import { enumOf, jsonNameOf, keyTypeOf, messageTypeOf } from './message-fields.js';
import { isDefaultScalar, jsonOfScalar } from './scalars.js';
import { structJson, structTypes } from './struct.js';
import type { MessageFields } from './struct.js';
import { wellKnownTypes } from './well-known.js';

/** How messages are written as JSON. */
export interface WritingOptions {
  /** Whether enums are written that have their default value (`kogito.grpc.enum.includeDefault`). */
  readonly includeDefaultEnums: boolean;
}

/** A message as JSON (ProtoJSON). Fields that have their default value are left out (workflow-runtime.md 2.5). */
export function jsonOfMessage(type: Type, message: MessageFields, options: WritingOptions): Json {
  const wellKnown = wellKnownTypes.get(type.fullName);
  if (wellKnown) return wellKnown.toJson(allFields(type, message, options));
  if (structTypes.includes(type.fullName)) return structJson(type.fullName, message);
  if (isAny(type)) return anyJson(type, message, (inner, given) => jsonOfMessage(inner, given, options));
  return Object.fromEntries(
    type.fieldsArray
      .filter((field) => isWritten(field, message, options))
      .map((field) => [jsonNameOf(field), fieldJson(field, valueOf(field, message), options)]),
  );
}

function allFields(type: Type, message: MessageFields, options: WritingOptions): JsonObject {
  return Object.fromEntries(
    type.fieldsArray.map((field) => [field.name, fieldJson(field, valueOf(field, message), options)]),
  );
}

/** What a message holds itself; its prototype has the defaults. */
function valueOf(field: Field, message: MessageFields): unknown {
  return Object.hasOwn(message, field.name) ? message[field.name] : field.defaultValue;
}

function isWritten(field: Field, message: MessageFields, { includeDefaultEnums }: WritingOptions): boolean {
  const value = Object.hasOwn(message, field.name) ? message[field.name] : undefined;
  if (field.repeated) return Array.isArray(value) && value.length > 0;
  if (field.map) return value !== undefined && Object.keys(value as object).length > 0;
  if (messageTypeOf(field) || field.hasPresence) return value !== undefined;
  if (enumOf(field) && includeDefaultEnums) return true;
  return value !== undefined && !isDefaultScalar(value);
}

function fieldJson(field: Field, value: unknown, options: WritingOptions): Json {
  const keyType = keyTypeOf(field);
  if (keyType !== undefined) {
    return Object.fromEntries(
      Object.entries(value as object).map(([key, item]) => [
        mapKey(keyType, key),
        itemJson(field, item, options),
      ]),
    );
  }
  if (!field.repeated) return itemJson(field, value, options);
  return (value as readonly unknown[]).map((item) => itemJson(field, item, options));
}

function itemJson(field: Field, value: unknown, options: WritingOptions): Json {
  const type = messageTypeOf(field);
  if (type) return jsonOfMessage(type, value as MessageFields, options);
  const names = enumOf(field);
  return names ? enumName(names, value as number) : jsonOfScalar(field.type, value);
}

/** A number that the file doesn't know comes from a newer service. */
function enumName({ fullName, valuesById }: Enum, value: number): Json {
  return fullName === '.google.protobuf.NullValue' ? null : (valuesById[value] ?? value);
}

/** protobufjs gives 64-bit keys as eight characters that hold their bits. */
function mapKey(type: string, key: string): string {
  if (!/64$/.test(type)) return key;
  return String(protobuf.util.longFromHash(key, type.startsWith('u') || type === 'fixed64'));
}
