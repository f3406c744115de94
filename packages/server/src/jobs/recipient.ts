import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { Json, JsonObject } from '@orchestrator/definition';
import { toCloudEvent } from '../http/events/cloud-event.js';
import { badJob, JobFields } from './job-fields.js';

/** Methods that a job can be called with. */
const METHODS = ['POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

/** Most characters that the names and values of a call's headers may have together. */
const MAX_HEADERS = 16_384;

/** Most bytes of a recipient as JSON, its payload among them: as many of them as are called at once are in memory. */
const MAX_RECIPIENT = 1_000_000;

/** Headers that say how a message travels, which is not for a job to say. */
const FORBIDDEN =
  /^(?:host|connection|content-length|transfer-encoding|upgrade|keep-alive|te|trailer|expect|proxy-.*)$/i;

/** Whom a job calls, in the form of the API, checked (data-index-and-jobs.md 4.3). */
export interface Recipient {
  readonly type: 'http' | 'sink';
  /** Where the call goes. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As it is stored and answered. */
  readonly stored: JsonObject;
}

/** @throws HttpProblem 400 */
export function readRecipient(value: Json | undefined): Recipient {
  if (value === undefined) throw badJob('The job has no recipient.');
  const fields = new JobFields(value, 'The recipient');
  const recipient = recipientOf(fields.requiredText('type'), fields);
  if (Buffer.byteLength(JSON.stringify(recipient.stored)) > MAX_RECIPIENT)
    throw badJob(`The recipient with its payload has more than ${MAX_RECIPIENT} bytes.`);
  return recipient;
}

function recipientOf(type: string, fields: JobFields): Recipient {
  if (type === 'http') return httpRecipient(fields);
  if (type === 'sink') return sinkRecipient(fields);
  throw badJob(`Recipients of type "${type}" are not called here; use "http" or "sink".`);
}

function httpRecipient(fields: JobFields): Recipient {
  const url = addressIn(fields, 'url');
  const headers = checkedHeaders(fields.texts('headers') ?? {});
  const queryParams = fields.texts('queryParams') ?? {};
  const method = fields.oneOf('method', METHODS) ?? 'POST';
  const payload = payloadIn(fields, ['string', 'binary', 'json']);
  return { type: 'http', url, headers, stored: { type: 'http', url, method, headers, queryParams, payload } };
}

function sinkRecipient(fields: JobFields): Recipient {
  const url = addressIn(fields, 'sinkUrl');
  const contentMode = fields.oneOf('contentMode', ['binary', 'structured']) ?? 'binary';
  const payload = payloadIn(fields, ['binary', 'json']);
  const extensions = fields.object('ce-extensions') ?? {};
  const names = ['subject', 'datacontenttype', 'dataschema'] as const;
  const attributes = {
    'ce-specversion': fields.text('ce-specversion') ?? '1.0',
    'ce-source': fields.requiredText('ce-source'),
    'ce-type': fields.requiredText('ce-type'),
    ...Object.fromEntries(names.map((name) => [`ce-${name}`, fields.text(`ce-${name}`) ?? null])),
  };
  const recipient = {
    type: 'sink',
    sinkUrl: url,
    contentMode,
    ...attributes,
    'ce-extensions': extensions,
    payload,
  };
  for (const name of Object.keys(extensions))
    if (!/^[a-z0-9]{1,60}$/.test(name))
      throw badJob(`The extension "${name}" must have a name of lower-case letters and digits.`);
  // What is no event now will be none when it is time to send it.
  toCloudEvent(eventAttributes(recipient));
  const texts = Object.entries(extensions).map(([name, text]): [string, string] => [
    `ce-${name}`,
    encodeURIComponent(String(text).toWellFormed()),
  ]);
  checkedHeaders({ ...Object.fromEntries(texts), 'content-type': fields.text('ce-datacontenttype') ?? '' });
  return { type: 'sink', url, headers: {}, stored: recipient };
}

/** The attributes of the event that a sink is sent, without those that differ from call to call. */
export function eventAttributes(recipient: JsonObject): JsonObject {
  const attributes = Object.entries(recipient).flatMap(([name, value]): [string, Json][] =>
    name.startsWith('ce-') && name !== 'ce-extensions' && value !== null && value !== undefined
      ? [[name.slice(3), value]]
      : [],
  );
  const extensions = recipient['ce-extensions'];
  return { id: 'id', ...(extensions as JsonObject), ...Object.fromEntries(attributes) };
}

function addressIn(fields: JobFields, name: string): string {
  const address = fields.requiredText(name);
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    throw fields.bad(name, 'an http or https address');
  return address;
}

function checkedHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  let length = 0;
  for (const [name, value] of Object.entries(headers)) {
    length += name.length + value.length;
    if (!isHeader(name, value)) throw badJob(`The header "${name}" can't be sent.`);
  }
  if (length > MAX_HEADERS) throw badJob(`The headers have more than ${MAX_HEADERS} characters.`);
  return headers;
}

function isHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return !FORBIDDEN.test(name);
  } catch {
    return false;
  }
}

function payloadIn(fields: JobFields, types: readonly string[]): JsonObject | null {
  const value = fields.object('payload');
  if (!value) return null;
  const payload = new JobFields(value, 'The payload');
  const type = payload.oneOf('type', types);
  if (type === undefined) throw payload.bad('type', `one of ${types.join(', ')}`);
  const data = payload.value('data');
  if (type !== 'json' && data !== undefined && typeof data !== 'string') throw payload.bad('data', 'a text');
  return { type, data: data ?? null };
}
