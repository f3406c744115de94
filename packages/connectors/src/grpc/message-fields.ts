import protobuf from 'protobufjs';
import type { Enum, Field, Type } from 'protobufjs';
import { lowerCamel } from './well-known.js';

/** Name of a field in JSON: the one that its file gives with `json_name`, else its own in camel case. */
export function jsonNameOf({ name, options }: Field): string {
  const given: unknown = options?.json_name;
  return typeof given === 'string' ? given : lowerCamel(name);
}

/** The message type of a field's values. */
export function messageTypeOf({ resolvedType }: Field): Type | undefined {
  return resolvedType instanceof protobuf.Type ? resolvedType : undefined;
}

/** The enum of a field's values. */
export function enumOf({ resolvedType }: Field): Enum | undefined {
  return resolvedType instanceof protobuf.Enum ? resolvedType : undefined;
}

/** The type of a map's keys; undefined for a field that is no map. */
export function keyTypeOf(field: Field): string | undefined {
  return field instanceof protobuf.MapField ? field.keyType : undefined;
}
