import type { Ast } from './ast.js';
import { AFTER_PIPE, ANYTHING, type Parser } from './parser.js';
import { parsePatterns } from './patterns.js';

/** `if c then a elif … else b end`; without `else` the input passes. */
export function parseIf(parser: Parser): Ast {
  const { start } = parser.lexer.next();
  const condition = parser.pipe();
  parser.expect('identifier', 'then', `then or ${AFTER_PIPE}`);
  const then = parser.pipe();
  if (parser.at('identifier', 'elif')) {
    const otherwise = parser.nested(() => parseIf(parser));
    return Object.freeze({ kind: 'if', condition, then, otherwise, start, end: otherwise.end });
  }
  const otherwise = parser.take('identifier', 'else') ? parser.pipe() : null;
  const expected = otherwise === null ? ANYTHING : `end or ${AFTER_PIPE}`;
  const { end } = parser.expect('identifier', 'end', expected);
  return Object.freeze({ kind: 'if', condition, then, otherwise, start, end });
}

/** `reduce source as patterns (initial; update)`. */
export function parseReduce(parser: Parser): Ast {
  const { start } = parser.lexer.next();
  const source = parser.expression();
  parser.expect('identifier', 'as', ANYTHING);
  const patterns = parsePatterns(parser);
  parser.expect('punctuation', '(');
  const initial = parser.pipe();
  parser.expect('punctuation', ';', `${AFTER_PIPE} or ';'`);
  const update = parser.pipe();
  const { end } = parser.expect('punctuation', ')', `${AFTER_PIPE} or ')'`);
  return Object.freeze({ kind: 'reduce', source, patterns, initial, update, start, end });
}

/** `foreach source as patterns (initial; update; extract)`; `extract` may be left out. */
export function parseForeach(parser: Parser): Ast {
  const { start } = parser.lexer.next();
  const source = parser.expression();
  parser.expect('identifier', 'as', ANYTHING);
  const patterns = parsePatterns(parser);
  parser.expect('punctuation', '(');
  const initial = parser.pipe();
  parser.expect('punctuation', ';', `${AFTER_PIPE} or ';'`);
  const update = parser.pipe();
  const extract = parser.take('punctuation', ';') ? parser.pipe() : null;
  const expected = `${AFTER_PIPE} or ${extract === null ? "';' or " : ''}')'`;
  const { end } = parser.expect('punctuation', ')', expected);
  return Object.freeze({ kind: 'foreach', source, patterns, initial, update, extract, start, end });
}
