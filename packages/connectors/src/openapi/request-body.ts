import { isJsonObject } from '@orchestrator/definition';
import type { Json } from '@orchestrator/definition';
import { badArguments } from '../call-failure.js';
import { convert } from './convert.js';
import { encodeForm } from './form-body.js';
import type { Body, MediaType } from './operation.js';
import { plainText } from './parameter-text.js';
import { hasType, shapeOf } from './schema-shape.js';

/** What is sent, with its media type. */
export interface EncodedBody {
  readonly type: string;
  readonly content: string | Uint8Array;
}

/** What is left of the arguments when its parameters have been taken out, in order. */
export type Leftovers = readonly (readonly [name: string, value: Json])[];

/**
 * Builds the body from what the parameters left over, or from arguments that are one value (workflow-runtime.md 2.1).
 * Undefined: nothing is sent.
 *
 * @param whole - the arguments when they are no object: the body itself
 * @throws CallFailure `bad-arguments` when the values don't fit the schema or no declared media type can be written
 */
export function buildBody(body: Body, leftovers: Leftovers, whole?: Json): Promise<EncodedBody | undefined> {
  const media = chooseMediaType(body);
  const value = whole === undefined ? bodyValue(media, leftovers) : whole;
  if (value === undefined) return Promise.resolve(undefined);
  return encode(media, convert(value, media.schema, 'body', 'body'));
}

type Kind = 'json' | 'text' | 'form' | 'multipart' | 'bytes';

function kindOf(type: string): Kind | undefined {
  const [essence = ''] = type
    .toLowerCase()
    .split(';', 1)
    .map((part) => part.trim());
  if (essence === '*/*' || essence === 'application/*' || /[/+]json$|[/+]json-seq$/.test(essence))
    return 'json';
  if (essence === 'application/x-www-form-urlencoded') return 'form';
  if (essence === 'multipart/form-data') return 'multipart';
  if (essence === 'application/octet-stream') return 'bytes';
  return essence.startsWith('text/') ? 'text' : undefined;
}

/** The first media type that can be written; a description may list XML before JSON. */
function chooseMediaType({ content }: Body): MediaType {
  if (content.length === 0) return { type: 'application/json' };
  const found = content.find(({ type }) => kindOf(type) !== undefined);
  if (found) return found;
  const types = content.map(({ type }) => type).join(', ');
  throw badArguments(
    `The operation takes ${types} only, which can't be sent. JSON, text and forms can; describe one of them.`,
  );
}

function bodyValue(media: MediaType, leftovers: Leftovers): Json | undefined {
  const given = leftovers.map(([, value]) => value).filter((value) => value !== null);
  const kind = kindOf(media.type);
  if (kind === 'text' || kind === 'bytes')
    return given.find((value) => typeof value === 'string') ?? given[0];
  const shape = media.schema && shapeOf(media.schema);
  const types = shape?.types ?? new Set();
  // An object with declared properties is made of the arguments, even where one of them is an object itself.
  if (!shape || shape.properties.size === 0) {
    const whole = given.find((value) => hasType(value, types));
    if (whole !== undefined && kind === 'json') return whole;
  }
  if (types.size === 0 || types.has('object')) return Object.fromEntries(leftovers);
  return given.length === 1 ? given[0] : unfit(given, types);
}

/** No argument at all for a list or a text sends nothing; the service knows whether it can do without. */
function unfit(given: readonly Json[], types: ReadonlySet<string>): undefined {
  if (given.length === 0) return undefined;
  throw badArguments(
    `The operation takes ${[...types].join(' or ')} as its body, and no argument is one; correct the function's arguments.`,
  );
}

async function encode(media: MediaType, value: Json): Promise<EncodedBody> {
  const { type } = media;
  switch (kindOf(type)) {
    case 'text':
    case 'bytes':
      return { type, content: plainText(value) };
    case 'form':
    case 'multipart':
      if (!isJsonObject(value))
        throw badArguments('A form is made of named arguments; give them as an object.');
      return encodeForm(media, value);
    default:
      return { type: type.includes('*') ? 'application/json' : type, content: JSON.stringify(value) };
  }
}
