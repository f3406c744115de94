import type { Cursor } from '../../document/cursor.js';
import { isJsonObject } from '../../json.js';
import { looksLikeExpression } from '../expressions.js';

/** What the message of a Camel route consists of. */
const MESSAGE_PARTS = ['body', 'headers'];

/** A Camel route takes one expression, or a body and headers (workflow-runtime.md 2.3). */
export function checkCamelArguments(given: Cursor): void {
  if (!isJsonObject(given.value)) return;
  for (const name of Object.keys(given.value)) {
    if (MESSAGE_PARTS.includes(name)) continue;
    const message = `A Camel route takes "body" and "headers" only; move "${name}" into one of them.`;
    given.get(name).reportName('error', 'camel-arguments', message);
  }
  const headers = given.get('headers');
  const isExpression = typeof headers.value === 'string' && looksLikeExpression(headers.value);
  if (headers.exists && !isJsonObject(headers.value) && !isExpression) {
    headers.error(
      'camel-arguments',
      '"headers" must be an object of names and values, or an expression that gives one.',
    );
  }
}
