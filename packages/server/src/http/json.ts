import type { Json } from '@orchestrator/definition';
import { HttpProblem } from './problem.js';

/** How large a request body may be. */
export interface BodyLimits {
  readonly bytes: number;
  /** Values in all, those inside lists and objects included: what a body costs, more than its length does. */
  readonly values: number;
}

/** What most bodies may have. */
export const BODY_LIMITS: BodyLimits = { bytes: 10_000_000, values: 1_000_000 };

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
export async function readJson(
  request: Request,
  limits: BodyLimits = BODY_LIMITS,
): Promise<Json | undefined> {
  const text = new TextDecoder().decode(await readBytes(request, limits));
  if (text.trim() === '') return undefined;
  const type = request.headers.get('content-type') ?? '';
  if (!isJsonType(type)) {
    throw new HttpProblem(
      415,
      'not-json',
      'Send the body as JSON with the header "Content-Type: application/json".',
    );
  }
  return parseJson(text, limits);
}

/**
 * The value of a JSON text.
 *
 * @throws HttpProblem 400 `bad-json`, `bad-number` or `too-deep`, 413 `too-large`
 */
export function parseJson(text: string, { values }: Pick<BodyLimits, 'values'> = BODY_LIMITS): Json {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new HttpProblem(
      400,
      'bad-json',
      `The body isn't valid JSON: ${error instanceof Error ? error.message : ''}.`,
    );
  }
  assertSound(value, values);
  return value;
}

/** Whether a media type is JSON or built on it. */
export function isJsonType(contentType: string): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\b/i.test(contentType);
}

/** The body as it was sent. @throws HttpProblem 413, and 400 when it breaks off */
export async function readBytes(
  request: Request,
  { bytes: most }: Pick<BodyLimits, 'bytes'> = BODY_LIMITS,
): Promise<Uint8Array> {
  const chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = request.body ?? [];
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      bytes += chunk.byteLength;
      if (bytes > most) throw new HttpProblem(413, 'too-large', `The body is larger than ${most} bytes.`);
      parts.push(chunk);
    }
  } catch (error) {
    if (error instanceof HttpProblem) throw error;
    throw new HttpProblem(400, 'broken-body', 'The body broke off before its end.');
  }
  return Buffer.concat(parts);
}

/**
 * What JSON.parse gives is JSON; in question is only how much of it there is, how deep it nests, because code that walks it
 * recurses, and whether its numbers are ones that can be stored.
 */
function assertSound(value: unknown, values: number): asserts value is Json {
  let left = values;
  const check = (item: unknown, depth: number): void => {
    left -= 1;
    if (left < 0) throw new HttpProblem(413, 'too-large', `The body holds more than ${values} values.`);
    if (typeof item === 'number' && !Number.isFinite(item))
      throw new HttpProblem(400, 'bad-number', 'The body holds a number that is too large.');
    if (typeof item !== 'object' || item === null) return;
    if (depth === MAX_BODY_DEPTH)
      throw new HttpProblem(400, 'too-deep', `The body nests more than ${MAX_BODY_DEPTH} levels deep.`);
    for (const inner of Object.values(item)) check(inner, depth + 1);
  };
  check(value, 0);
}
