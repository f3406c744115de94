import type { Ast, Member, Span } from './ast.js';
import { CONSTANTS } from './constants.js';
import { AFTER_PIPE, type Parser } from './parser.js';
import { parseText } from './strings.js';
import { lineOf } from './terms.js';
import { kindOf } from '../value/kind.js';

/** An object construction. */
export function parseObject(parser: Parser): Ast {
  const { start } = parser.lexer.next();
  const members: Member[] = [];
  while (!parser.at('punctuation', '}')) {
    members.push(Object.freeze(parseMember(parser)));
    if (!parser.take('punctuation', ',')) break;
  }
  const { end } = parser.expect('punctuation', '}');
  return Object.freeze({ kind: 'object', members: Object.freeze(members), start, end });
}

function parseMember(parser: Parser): Member {
  const token = parser.lexer.peek();
  const { start, end } = token;
  if (token.kind === 'variable') return parseVariableMember(parser);
  if (token.kind === 'identifier') {
    parser.lexer.next();
    return withValue(parser, text(token.text, token));
  }
  if (token.kind === 'quote' || token.kind === 'format') return withValue(parser, parseText(parser));
  if (parser.take('punctuation', '(')) {
    const key = parseKey(parser);
    return { key, value: parseValue(parser) };
  }
  if (token.kind === 'number')
    throw parser.lexer.error('May need parentheses around object key expression', start, end);
  throw parser.unexpected();
}

/** The rest of `(key):`, after its opening parenthesis. A constant key must be a string. */
export function parseKey(parser: Parser): Ast {
  const key = parser.pipe();
  parser.expect('punctuation', ')', `${AFTER_PIPE} or ')'`);
  parser.expect('punctuation', ':');
  const shown = shownConstant(key);
  if (shown !== null) throw parser.lexer.error(`Cannot use ${shown} as object key`, key.start, key.end);
  return key;
}

/** What an error says of a constant that is no string; null for all else. */
function shownConstant(ast: Ast): string | null {
  if (ast.kind === 'array' && ast.body === null) return 'array ([])';
  if (ast.kind === 'object' && ast.members.length === 0) return 'object ({})';
  const word = ast.kind === 'call' && ast.args.length === 0 ? CONSTANTS.get(ast.name) : undefined;
  const value = ast.kind === 'literal' ? ast.value : word;
  if (value === undefined || typeof value === 'string') return null;
  return `${kindOf(value)} (${JSON.stringify(value)})`;
}

function text(value: string, { start, end }: Span): Ast {
  return Object.freeze({ kind: 'literal', value, start, end });
}

function parseVariableMember(parser: Parser): Member {
  const token = parser.lexer.next();
  const { start, end } = token;
  if (token.text === '__loc__' && parser.lexer.grammar.locations) {
    const value: Ast = Object.freeze({ kind: 'location', line: lineOf(parser, start), start, end });
    return { key: text('__loc__', token), value };
  }
  const variable: Ast = Object.freeze({ kind: 'variable', name: token.text, start, end });
  if (parser.take('punctuation', ':')) return { key: variable, value: parseValue(parser) };
  return { key: text(token.text, token), value: variable };
}

function withValue(parser: Parser, key: Ast): Member {
  if (parser.take('punctuation', ':')) return { key, value: parseValue(parser) };
  const { start, end } = key;
  const target: Ast = Object.freeze({ kind: 'identity', start, end: start });
  return { key, value: Object.freeze({ kind: 'index', target, key, start, end }) };
}

/** A member's value: operators and pipes, but no comma. */
function parseValue(parser: Parser): Ast {
  const left = parser.expression();
  if (parser.lexer.grammar.bindsLists && parser.take('identifier', 'as'))
    return parser.binding(left, () => parser.nested(() => parseValue(parser)));
  if (!parser.take('punctuation', '|')) return left;
  const right = parser.nested(() => parseValue(parser));
  return Object.freeze({ kind: 'pipe', left, right, start: left.start, end: right.end });
}
