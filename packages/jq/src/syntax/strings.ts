import type { Ast, StringPart } from './ast.js';
import { AFTER_PIPE, type Parser } from './parser.js';

/** A string literal with its interpolations, a format that applies to them, or a format alone. */
export function parseString(parser: Parser): Ast {
  const first = parser.lexer.next();
  const { start } = first;
  const format = first.kind === 'format' ? first.text : null;
  if (format !== null) {
    if (!parser.at('quote')) return Object.freeze({ kind: 'format', name: format, start, end: first.end });
    parser.lexer.next();
  }
  const parts: StringPart[] = [];
  for (;;) {
    const chunk = parser.lexer.stringChunk();
    if (chunk.text !== '') parts.push(Object.freeze({ text: chunk.text }));
    if (chunk.next === 'end') break;
    const program = parser.pipe();
    parser.expect('punctuation', ')', `QQSTRING_INTERP_END or ${AFTER_PIPE}`);
    parts.push(Object.freeze({ program }));
  }
  const end = parser.lexer.position;
  const [only] = parts;
  if (only === undefined) return Object.freeze({ kind: 'literal', value: '', start, end });
  if (parts.length === 1 && 'text' in only)
    return Object.freeze({ kind: 'literal', value: only.text, start, end });
  return Object.freeze({ kind: 'string', format, parts: Object.freeze(parts), start, end });
}

/** A string literal, with or without a format, where a format alone cannot stand. */
export function parseText(parser: Parser): Ast {
  const text = parseString(parser);
  if (text.kind === 'format') throw parser.unexpected('QQSTRING_START');
  return text;
}
