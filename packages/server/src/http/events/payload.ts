import type { Json } from '@orchestrator/definition';
import { isJsonType, parseJson } from '../json.js';

/**
 * The payload of an event as JSON: JSON is read, text becomes a string, anything else its base64 form; undefined when
 * there is none.
 *
 * @throws HttpProblem 400 when it is declared as JSON and is none
 */
export function decodePayload(bytes: Uint8Array, contentType: string): Json | undefined {
  if (bytes.length === 0) return undefined;
  if (isJsonType(contentType)) return parseJson(new TextDecoder().decode(bytes));
  if (/^text\//i.test(contentType)) return new TextDecoder().decode(bytes);
  return Buffer.from(bytes).toString('base64');
}
