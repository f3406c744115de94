import type { Ast, Pattern, PatternMember } from './ast.js';
import { parseKey } from './objects.js';
import { ANYTHING, type Parser } from './parser.js';
import { parseText } from './strings.js';

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
  const { end } = parser.expect('punctuation', ']', "',' or ']'");
  return Object.freeze({ kind: 'array', items: Object.freeze(items), start, end });
}

function parseObjectPattern(parser: Parser): Pattern {
  const { start } = parser.lexer.next();
  const members: PatternMember[] = [];
  do members.push(Object.freeze(parseMember(parser)));
  while (parser.take('punctuation', ','));
  const { end } = parser.expect('punctuation', '}', "',' or '}'");
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
  return { key, variable: null, value: parsePattern(parser) };
}

/** A key and its colon. */
function parsePatternKey(parser: Parser): Ast {
  if (parser.take('punctuation', '(')) return parseKey(parser);
  const key = parseName(parser);
  parser.expect('punctuation', ':');
  return key;
}

function parseName(parser: Parser): Ast {
  const token = parser.lexer.peek();
  if (token.kind === 'quote' || token.kind === 'format') return parseText(parser);
  const { text, start, end } = parser.expect('identifier', undefined, ANYTHING);
  return Object.freeze({ kind: 'literal', value: text, start, end });
}
