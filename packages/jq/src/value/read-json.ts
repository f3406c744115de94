import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { JsonParser } from './json-parser.js';

const MAX_DEPTH = 10_000;

/** The value of a JSON text, as `fromjson` reads it. */
export function readJson(text: string, run: Run): Json {
  run.produce(4 * text.length);
  if (isOrdinary(text)) {
    try {
      return JSON.parse(text) as Json;
    } catch {
      // The parser below knows what is wrong with it, or that jq takes it all the same.
    }
  }
  run.spend(text.length >> 1);
  return new JsonParser(text).parse();
}

/** True when the engine's own parser reads the text as jq does: no depth limit and no lone surrogates in sight. */
function isOrdinary(text: string): boolean {
  let opened = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if ((unit === 0x5b || unit === 0x7b) && ++opened >= MAX_DEPTH) return false;
  }
  return !/\\u[dD]|\d[eE]\+?\d{3}|\d{300}/.test(text);
}
