import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import protobuf from 'protobufjs';
import type { Type } from 'protobufjs';
import { misfit } from './scalars.js';
import { structTypes } from './struct.js';
import type { MessageFields } from './struct.js';
import { wellKnownTypes } from './well-known.js';

/** Whether a type is the one that holds a message of any type. */
export function isAny({ fullName }: Type): boolean {
  return fullName === '.google.protobuf.Any';
}

/**
 * The message that wraps another one, whose type `@type` names (ProtoJSON).
 *
 * @throws CallFailure `bad-arguments` when no file of the workflow describes that type
 */
export function anyMessage(
  any: Type,
  value: Json,
  path: string,
  convert: (type: Type, value: Json) => MessageFields,
): MessageFields {
  const url = isJsonObject(value) && Object.hasOwn(value, '@type') ? value['@type'] : undefined;
  const type = typeof url === 'string' ? typeAt(any, url) : undefined;
  if (!isJsonObject(value) || !type) throw misfit(path, 'an object whose "@type" names a known message');
  const { '@type': _, ...fields } = value;
  const inner = convert(type, isWrittenAsValue(type) ? (fields.value ?? null) : fields);
  return { type_url: url, value: type.encode(inner).finish() };
}

/** JSON of a message that wraps another one; one of an unknown type stays bytes. */
export function anyJson(
  any: Type,
  message: MessageFields,
  convert: (type: Type, value: MessageFields) => Json,
): JsonObject {
  const { type_url: url = '', value = new Uint8Array() } = message;
  const type = typeAt(any, String(url));
  if (!type) return { '@type': String(url), value: Buffer.from(value as Uint8Array).toString('base64') };
  const inner = convert(type, type.decode(value as Uint8Array) as unknown as MessageFields);
  return isWrittenAsValue(type) || !isJsonObject(inner)
    ? { '@type': String(url), value: inner }
    : { '@type': String(url), ...inner };
}

function isWrittenAsValue({ fullName }: Type): boolean {
  return wellKnownTypes.has(fullName) || structTypes.includes(fullName);
}

function typeAt(any: Type, url: string): Type | undefined {
  const found = any.root.lookup(`.${url.slice(url.lastIndexOf('/') + 1)}`, [protobuf.Type]);
  return found instanceof protobuf.Type ? found : undefined;
}
