import type { Program } from '@orchestrator/definition';

/** A header that a document reads: `headers["X-Name"]`, `headers.name`. Quotes are escaped where it is JSON. */
const MENTION = /\bheaders\s*[.[\\"']{1,5}([A-Za-z][\w-]*)/g;

const spellings = new WeakMap<Program, readonly string[]>();

/**
 * The headers of a start request as `$WORKFLOW.headers` has them: by lower-case name, which is all that HTTP knows, and by
 * the spellings in which the definition reads them (workflow-runtime.md 3.4: "index with the exact header name").
 */
export function startHeaders(program: Program, headers: Headers): { readonly [name: string]: string } {
  const byName = Object.fromEntries(headers);
  const asWritten = spellingsIn(program).flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { ...byName, ...Object.fromEntries(asWritten) };
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
