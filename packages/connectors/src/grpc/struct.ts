import { isJsonObject } from '@orchestrator/definition';
import type { Json } from '@orchestrator/definition';
import { misfit } from './scalars.js';

/** A message as protobufjs takes and gives it, with its fields under their names in the file. */
export interface MessageFields {
  readonly [field: string]: unknown;
}

/** Types that hold any JSON. */
export const structTypes = [
  '.google.protobuf.Value',
  '.google.protobuf.Struct',
  '.google.protobuf.ListValue',
];

/**
 * The message of one of {@link structTypes} for a JSON value.
 *
 * @throws CallFailure `bad-arguments`
 */
export function structMessage(type: string, value: Json, path: string): MessageFields {
  if (type.endsWith('.Value')) return valueMessage(value);
  const isList = type.endsWith('.ListValue');
  if (isList !== Array.isArray(value) || (!isList && !isJsonObject(value))) {
    throw misfit(path, isList ? 'an array' : 'an object');
  }
  return containerMessage(value);
}

/** The JSON value that a message of one of {@link structTypes} holds. */
export function structJson(type: string, message: MessageFields): Json {
  if (type.endsWith('.Struct')) return objectOf(message);
  return type.endsWith('.ListValue') ? listOf(message) : jsonOf(message);
}

function valueMessage(value: Json): MessageFields {
  if (value === null) return { nullValue: 0 };
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return isJsonObject(value)
    ? { structValue: containerMessage(value) }
    : { listValue: containerMessage(value) };
}

function containerMessage(value: Json): MessageFields {
  if (Array.isArray(value)) return { values: (value as readonly Json[]).map(valueMessage) };
  return {
    fields: Object.fromEntries(
      Object.entries(value ?? {}).map(([key, item]) => [key, valueMessage(item as Json)]),
    ),
  };
}

function jsonOf(message: MessageFields): Json {
  const [[kind, value] = ['nullValue', null]] = Object.entries(message);
  if (kind === 'structValue') return objectOf(value as MessageFields);
  if (kind === 'listValue') return listOf(value as MessageFields);
  return kind === 'nullValue' ? null : (value as Json);
}

function objectOf({ fields = {} }: MessageFields): Json {
  return Object.fromEntries(
    Object.entries(fields as MessageFields).map(([key, item]) => [key, jsonOf(item as MessageFields)]),
  );
}

function listOf({ values = [] }: MessageFields): Json {
  return (values as readonly MessageFields[]).map(jsonOf);
}
