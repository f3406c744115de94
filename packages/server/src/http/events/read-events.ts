import type { Json } from '@orchestrator/definition';
import type { CloudEvent } from '@orchestrator/engine';
import { isJsonType, parseJson, readBytes } from '../json.js';
import { HttpProblem } from '../problem.js';
import { toCloudEvent } from './cloud-event.js';
import { decodePayload } from './payload.js';

/** Most events in one batch. */
export const MAX_BATCH = 1_000;

/** Beginning of the headers that carry attributes in binary mode. */
const PREFIX = 'ce-';

/**
 * The CloudEvents of a request (HTTP binding 1.0; workflow-runtime.md 4.5): binary mode, structured mode, also where
 * that is declared as plain `application/json`, or a batch.
 *
 * None of these can be sent by a page of another origin without the browser asking first: binary mode needs headers of
 * its own, the others a content type that forms cannot have.
 *
 * @throws HttpProblem 400, 413 or 415
 */
export async function readEvents(request: Request): Promise<readonly CloudEvent[]> {
  const type = request.headers.get('content-type') ?? '';
  const bytes = await readBytes(request);
  if (/^application\/cloudevents-batch\+json\b/i.test(type)) return batch(text(bytes));
  if (isBinaryMode(request) && !/^application\/cloudevents\b/i.test(type))
    return [toCloudEvent(fromHeaders(request.headers, bytes, type))];
  if (isJsonType(type)) return [toCloudEvent(parseJson(text(bytes)))];
  throw new HttpProblem(
    415,
    'no-event',
    'Send a CloudEvent: with ce- headers, or as JSON with "Content-Type: application/cloudevents+json".',
  );
}

/** Whether the headers name an event. */
export function isBinaryMode({ headers }: Request): boolean {
  return headers.has(`${PREFIX}specversion`) || headers.has(`${PREFIX}type`);
}

function batch(body: string): CloudEvent[] {
  const events = parseJson(body);
  if (!Array.isArray(events)) throw new HttpProblem(400, 'bad-event', 'A batch must be a JSON array.');
  if (events.length > MAX_BATCH)
    throw new HttpProblem(413, 'too-large', `A batch holds at most ${MAX_BATCH} events.`);
  return events.map(toCloudEvent);
}

function fromHeaders(headers: Headers, bytes: Uint8Array, contentType: string): Json {
  const attributes = [...headers]
    .filter(([name]) => name.startsWith(PREFIX))
    .map(([name, value]) => [name.slice(PREFIX.length), decodeHeader(value)] as const);
  // Where nothing is declared, the payload is JSON, as the CloudEvents' own JSON form has it.
  const data = decodePayload(bytes, contentType || 'application/json');
  return {
    ...Object.fromEntries(attributes),
    ...(contentType !== '' && { datacontenttype: contentType }),
    ...(data !== undefined && { data }),
  };
}

/** Values in headers are percent-encoded where they are not plain ASCII; a stray `%` is left as it is. */
function decodeHeader(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
