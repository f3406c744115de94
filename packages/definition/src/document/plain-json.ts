import type { Json } from '../json.js';

/** A text of JSON, and whether a name follows it. Strings are the only place where quotes can stand. */
const STRING = /"(?:[^"\\]|\\.)*"(\s*:)?/gs;

/**
 * The value of a text that is JSON by the letter; undefined for any other, and where a name stands twice in an object: which
 * of them counts, and where it stands, is for the reader of documents to decide.
 */
export function plainJson(text: string): Json | undefined {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  let names = 0;
  for (const [, colon] of text.matchAll(STRING)) if (colon !== undefined) names++;
  return namesIn(value) === names ? value : undefined;
}

function namesIn(value: Json): number {
  let names = 0;
  // A list instead of recursion: nothing bounds how deep a text nests.
  const open: Json[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const inner: readonly Json[] = Object.values(next as { [name: string]: Json });
    if (!Array.isArray(next)) names += inner.length;
    for (const each of inner) open.push(each);
  }
  return names;
}
