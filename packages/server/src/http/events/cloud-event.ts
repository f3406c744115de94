import { isJsonObject } from '@orchestrator/definition';
import type { Json } from '@orchestrator/definition';
import type { CloudEvent } from '@orchestrator/engine';
import { HttpProblem } from '../problem.js';
import { decodePayload } from './payload.js';

/** The version of CloudEvents that is understood. */
const SPEC_VERSION = '1.0';

/** Attributes that an event must have as text. An empty source is let through: senders of workflow events leave it out. */
const REQUIRED = { id: /./s, type: /./s, source: /^/ };

/**
 * An event in the JSON form of CloudEvents 1.0, checked. Payloads in `data_base64` become `data`.
 *
 * @throws HttpProblem 400 `bad-event`
 */
export function toCloudEvent(value: Json): CloudEvent {
  if (!isJsonObject(value)) throw bad('An event must be a JSON object.');
  const { data, data_base64: encoded, ...attributes } = value;
  if (attributes.specversion !== SPEC_VERSION)
    throw bad(`The attribute specversion must be "${SPEC_VERSION}".`);
  const present = Object.entries(attributes).filter(([, attribute]) => attribute !== null);
  for (const [name, attribute] of present) {
    if (typeof attribute === 'object')
      throw bad(`The attribute ${name} must be a text, a number or a boolean.`);
  }
  const event = Object.fromEntries(present);
  const required = (name: keyof typeof REQUIRED): string => {
    const text = Object.hasOwn(event, name) ? event[name] : undefined;
    if (typeof text !== 'string' || !REQUIRED[name].test(text))
      throw bad(`The attribute ${name} is missing.`);
    return text;
  };
  const payload = encoded === undefined ? data : decoded(encoded, event.datacontenttype);
  return {
    ...event,
    id: required('id'),
    type: required('type'),
    source: required('source'),
    ...(payload !== undefined && { data: payload }),
  };
}

function decoded(encoded: Json, contentType: Json | undefined): Json | undefined {
  if (typeof encoded !== 'string') throw bad('The member data_base64 must be a text.');
  const bytes = Buffer.from(encoded, 'base64');
  return decodePayload(bytes, typeof contentType === 'string' ? contentType : 'application/octet-stream');
}

function bad(message: string): HttpProblem {
  return new HttpProblem(400, 'bad-event', message);
}
