import { FormData, Response } from 'undici';
import type { Json, JsonObject } from '@orchestrator/definition';
import type { MediaType } from './operation.js';
import { explodes, styleOf } from './parameter.js';
import { pairsOf, plainText } from './parameter-text.js';
import type { Pair } from './parameter-text.js';
import type { EncodedBody } from './request-body.js';
import { shapeOf } from './schema-shape.js';

/** Writes the fields of a form, percent-encoded or in parts, as the media type says. */
export async function encodeForm(media: MediaType, fields: JsonObject): Promise<EncodedBody> {
  const given = Object.entries<Json>(fields).filter(([, value]) => value !== null);
  if (media.type.startsWith('multipart/')) return encodeParts(media, given);
  const pairs = given.flatMap(([name, value]) => fieldPairs(media, name, value));
  const content = new URLSearchParams(pairs.map(([name, text]): [string, string] => [name, text]));
  return { type: 'application/x-www-form-urlencoded', content: content.toString() };
}

/** Lists are written as the description says, by default each element on its own; objects are JSON. */
function fieldPairs(media: MediaType, name: string, value: Json): Pair[] {
  const field = media.fields?.find((each) => each.name === name);
  if (field) return pairsOf(field, value);
  const encoding = media.encoding?.get(name);
  if (!encoding?.get('style') && !Array.isArray(value)) return [[name, plainText(value)]];
  const style = styleOf(encoding, 'query');
  return pairsOf({ name, style, explode: explodes(encoding, style), allowReserved: false }, value);
}

async function encodeParts(media: MediaType, given: readonly [string, Json][]): Promise<EncodedBody> {
  const form = new FormData();
  for (const [name, value] of given) {
    const values: readonly Json[] = Array.isArray(value) ? value : [value];
    for (const each of values) {
      if (isFile(media, name)) form.append(name, new File([plainText(each)], name));
      else if (typeof each === 'object') form.append(name, jsonPart(each));
      else form.append(name, plainText(each));
    }
  }
  // The platform writes the parts and chooses what separates them.
  const written = new Response(form);
  return {
    type: written.headers.get('content-type') ?? media.type,
    content: new Uint8Array(await written.arrayBuffer()),
  };
}

function isFile({ schema }: MediaType, name: string): boolean {
  const [property] = (schema && shapeOf(schema).properties.get(name)) ?? [];
  const format = property?.text('format') ?? property?.get('items')?.text('format');
  return format === 'binary' || format === 'byte';
}

function jsonPart(value: Json): Blob {
  return new Blob([JSON.stringify(value)], { type: 'application/json' });
}
