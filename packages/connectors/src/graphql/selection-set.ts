/** A text, a comment or a brace: all that matters for where a selection set ends. */
const TOKEN = /"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\\n])*"|#.*|[{}"]/g;

/**
 * Whether a text is one selection set and nothing after it. Values of expressions are written into it, and none of them may
 * end it to begin an operation of its own.
 */
export function isSelectionSet(text: string): boolean {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    // A quotation mark that closes nowhere.
    if (token === '"') return false;
    if (token === '{') depth += 1;
    if (token === '}') depth -= 1;
    if (depth === 0 && token === '}') return text.startsWith('{') && index === text.length - 1;
  }
  return false;
}
