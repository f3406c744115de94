import type { Json, JsonObject, Program } from '@orchestrator/definition';

/** A header that a document reads: `headers["X-Name"]`, `headers.name`. Quotes are escaped where it is JSON. */
const MENTION = /\bheaders\s*[.[\\"']{1,5}([A-Za-z][\w-]*)/g;

const spellings = new WeakMap<Program, readonly string[]>();

/**
 * Headers by the spellings in which a definition reads them: HTTP knows names in lower case only, but workflows "index
 * with the exact header name" (workflow-runtime.md 3.4). Those that are spelled in lower case anyway are left out.
 */
export function spelledHeaders(program: Program, headers: JsonObject): JsonObject {
  const spelled = spellingsIn(program).flatMap((name): [string, Json][] => {
    const lower = name.toLowerCase();
    return name !== lower && Object.hasOwn(headers, lower) ? [[name, headers[lower] ?? null]] : [];
  });
  return Object.fromEntries(spelled);
}

function spellingsIn(program: Program): readonly string[] {
  let known = spellings.get(program);
  if (!known) {
    const texts = [program.source.text, ...program.files.values()];
    known = [...new Set(texts.flatMap((text) => [...text.matchAll(MENTION)].map(([, name = '']) => name)))];
    spellings.set(program, known);
  }
  return known;
}
