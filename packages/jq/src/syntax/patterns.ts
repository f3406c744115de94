import type { Ast, Pattern, PatternMember } from './ast.js';
import { parseKey } from './objects.js';
import type { Parser } from './parser.js';
import { parseString } from './strings.js';

/** One or more patterns with `?//` between them. */
export function parsePatterns(parser: Parser): readonly Pattern[] {
  const patterns = [parsePattern(parser)];
  while (parser.take('punctuation', '?//')) patterns.push(parsePattern(parser));
  return Object.freeze(patterns);
}

function parsePattern(parser: Parser): Pattern {
  return parser.nested(() => {
    const token = parser.lexer.peek();
    if (token.kind === 'variable') {
      parser.lexer.next();
      return Object.freeze({ kind: 'variable', name: token.text, start: token.start, end: token.end });
    }
    if (parser.at('punctuation', '[')) return parseArrayPattern(parser);
    if (parser.at('punctuation', '{')) return parseObjectPattern(parser);
    throw parser.unexpected("BINDING or '[' or '{'");
  });
}

function parseArrayPattern(parser: Parser): Pattern {
  const { start } = parser.lexer.next();
  const items: Pattern[] = [];
  do items.push(parsePattern(parser));
  while (parser.take('punctuation', ','));
  const { end } = parser.expect('punctuation', ']');
  return Object.freeze({ kind: 'array', items: Object.freeze(items), start, end });
}

function parseObjectPattern(parser: Parser): Pattern {
  const { start } = parser.lexer.next();
  const members: PatternMember[] = [];
  do members.push(Object.freeze(parseMember(parser)));
  while (parser.take('punctuation', ','));
  const { end } = parser.expect('punctuation', '}');
  return Object.freeze({ kind: 'object', members: Object.freeze(members), start, end });
}

function parseMember(parser: Parser): PatternMember {
  const token = parser.lexer.peek();
  if (token.kind === 'variable') {
    parser.lexer.next();
    const key: Ast = Object.freeze({
      kind: 'literal',
      value: token.text,
      start: token.start,
      end: token.end,
    });
    const value = parser.take('punctuation', ':') ? parsePattern(parser) : null;
    return { key, variable: token.text, value };
  }
  const key = parsePatternKey(parser);
  parser.expect('punctuation', ':');
  return { key, variable: null, value: parsePattern(parser) };
}

function parsePatternKey(parser: Parser): Ast {
  const token = parser.lexer.peek();
  if (token.kind === 'quote' || token.kind === 'format') return parseString(parser);
  if (parser.take('punctuation', '(')) return parseKey(parser);
  const { text, start, end } = parser.expect('identifier');
  return Object.freeze({ kind: 'literal', value: text, start, end });
}
