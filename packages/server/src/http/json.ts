import type { Json } from '@orchestrator/definition';
import { HttpProblem } from './problem.js';

/** Largest request body, in bytes. */
const MAX_BODY_BYTES = 10_000_000;

/** Deepest nesting of a request body. */
const MAX_BODY_DEPTH = 200;

/** A JSON answer. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'x-content-type-options': 'nosniff', ...headers },
  });
}

/** A plain text answer. */
export function plain(status: number, body: string): Response {
  return new Response(body, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
  });
}

/**
 * Reads a JSON body; undefined when there is none.
 *
 * The content type has to be JSON: a web page of another origin cannot send that without the browser asking first.
 *
 * @throws HttpProblem 400, 413 or 415
 */
export async function readJson(request: Request): Promise<Json | undefined> {
  const text = new TextDecoder().decode(await readBytes(request));
  if (text.trim() === '') return undefined;
  const type = request.headers.get('content-type') ?? '';
  if (!isJsonType(type)) {
    throw new HttpProblem(
      415,
      'not-json',
      'Send the body as JSON with the header "Content-Type: application/json".',
    );
  }
  return parseJson(text);
}

/**
 * The value of a JSON text.
 *
 * @throws HttpProblem 400 `bad-json` or `too-deep`
 */
export function parseJson(text: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new HttpProblem(
      400,
      'bad-json',
      `The body isn't valid JSON: ${error instanceof Error ? error.message : ''}`,
    );
  }
  if (!isJson(value, 0))
    throw new HttpProblem(400, 'too-deep', `The body nests more than ${MAX_BODY_DEPTH} levels deep.`);
  return value;
}

/** Whether a media type is JSON or built on it. */
export function isJsonType(contentType: string): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\b/i.test(contentType);
}

/** The body as it was sent. @throws HttpProblem 413 */
export async function readBytes(request: Request): Promise<Uint8Array> {
  const chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = request.body ?? [];
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES)
      throw new HttpProblem(413, 'too-large', `The body is larger than ${MAX_BODY_BYTES} bytes.`);
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

/** What JSON.parse gives is JSON; only its depth is in question, because code that walks it recurses. */
function isJson(value: unknown, depth: number): value is Json {
  if (typeof value !== 'object' || value === null) return true;
  return depth < MAX_BODY_DEPTH && Object.values(value).every((item) => isJson(item, depth + 1));
}
