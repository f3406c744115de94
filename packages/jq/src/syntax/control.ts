import type { Ast } from './ast.js';
import type { Parser } from './parser.js';
import { parsePatterns } from './patterns.js';

/** `if c then a elif … else b end`; without `else` the input passes. */
export function parseIf(parser: Parser): Ast {
  const { start } = parser.lexer.next();
  const condition = parser.pipe();
  parser.expect('identifier', 'then');
  const then = parser.pipe();
  if (parser.at('identifier', 'elif')) {
    const otherwise = parser.nested(() => parseIf(parser));
    return Object.freeze({ kind: 'if', condition, then, otherwise, start, end: otherwise.end });
  }
  const otherwise = parser.take('identifier', 'else') ? parser.pipe() : null;
  const { end } = parser.expect('identifier', 'end');
  return Object.freeze({ kind: 'if', condition, then, otherwise, start, end });
}

/** `reduce source as patterns (initial; update)`. */
export function parseReduce(parser: Parser): Ast {
  const { start } = parser.lexer.next();
  const source = parser.expression();
  parser.expect('identifier', 'as');
  const patterns = parsePatterns(parser);
  parser.expect('punctuation', '(');
  const initial = parser.pipe();
  parser.expect('punctuation', ';');
  const update = parser.pipe();
  const { end } = parser.expect('punctuation', ')');
  return Object.freeze({ kind: 'reduce', source, patterns, initial, update, start, end });
}

/** `foreach source as patterns (initial; update; extract)`; `extract` may be left out. */
export function parseForeach(parser: Parser): Ast {
  const { start } = parser.lexer.next();
  const source = parser.expression();
  parser.expect('identifier', 'as');
  const patterns = parsePatterns(parser);
  parser.expect('punctuation', '(');
  const initial = parser.pipe();
  parser.expect('punctuation', ';');
  const update = parser.pipe();
  const extract = parser.take('punctuation', ';') ? parser.pipe() : null;
  const { end } = parser.expect('punctuation', ')');
  return Object.freeze({ kind: 'foreach', source, patterns, initial, update, extract, start, end });
}
