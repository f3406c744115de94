import { parseForeach, parseIf, parseReduce } from './control.js';
import type { Ast, Node } from './ast.js';
import { parseObject } from './objects.js';
import { AFTER_PIPE, type Parser } from './parser.js';
import { parseString, parseText } from './strings.js';
import { KEYWORDS } from './token-names.js';

const MAX_CHAIN = 2000;

/** A term with everything that can follow it: `.a`, `[…]`, `?`. */
export function parsePostfix(parser: Parser): Ast {
  let term = parseTerm(parser);
  for (let length = 0; length < MAX_CHAIN; length++) {
    const next = parseSuffix(parser, term);
    if (next === null) return term;
    term = next;
  }
  throw parser.unexpected();
}

function parseSuffix(parser: Parser, target: Ast): Ast | null {
  const { start } = target;
  const token = parser.lexer.peek();
  if (token.kind === 'field') {
    parser.lexer.next();
    return step(parser, fieldOf(target, token.text, start, token.start, token.end));
  }
  if (token.kind !== 'punctuation') return null;
  if (token.text === '?' || token.text === '?//') {
    const { end } = parser.lexer.nextQuestionMark();
    return Object.freeze({ kind: 'try', body: target, handler: null, start, end });
  }
  if (token.text === '[') return step(parser, parseBracket(parser, target));
  if (token.text !== '.') return null;
  parser.lexer.next();
  return afterDot(parser, target);
}

/** A step into a value, with the `?` that may follow it. */
function step(parser: Parser, access: Node<'index' | 'slice' | 'iterate'>): Ast {
  if (!parser.at('punctuation', '?') && !parser.at('punctuation', '?//')) return access;
  const { end } = parser.lexer.nextQuestionMark();
  return Object.freeze({ ...access, optional: true, end });
}

function fieldOf(target: Ast, name: string, start: number, nameStart: number, end: number): Node<'index'> {
  const key: Ast = Object.freeze({ kind: 'literal', value: name, start: nameStart, end });
  return Object.freeze({ kind: 'index', target, key, start, end });
}

function afterDot(parser: Parser, target: Ast): Ast {
  if (parser.at('punctuation', '[')) return step(parser, parseBracket(parser, target));
  if (!parser.at('quote') && !parser.at('format')) throw parser.unexpected("FORMAT or QQSTRING_START or '['");
  const key = parseText(parser);
  return step(parser, Object.freeze({ kind: 'index', target, key, start: target.start, end: key.end }));
}

function parseBracket(parser: Parser, target: Ast): Node<'index' | 'slice' | 'iterate'> {
  const { start } = target;
  parser.expect('punctuation', '[');
  const closed = parser.take('punctuation', ']');
  if (closed) return Object.freeze({ kind: 'iterate', target, start, end: closed.end });
  if (parser.take('punctuation', ':')) {
    const to = parser.pipe();
    const { end } = parser.expect('punctuation', ']', `${AFTER_PIPE} or ']'`);
    return Object.freeze({ kind: 'slice', target, from: null, to, start, end });
  }
  const key = parser.pipe();
  if (!parser.take('punctuation', ':')) {
    const { end } = parser.expect('punctuation', ']', `${AFTER_PIPE} or ':' or ']'`);
    return Object.freeze({ kind: 'index', target, key, start, end });
  }
  const to = parser.at('punctuation', ']') ? null : parser.pipe();
  const { end } = parser.expect('punctuation', ']', `${AFTER_PIPE} or ']'`);
  return Object.freeze({ kind: 'slice', target, from: key, to, start, end });
}

function parseTerm(parser: Parser): Ast {
  const token = parser.lexer.peek();
  const { start, end, text } = token;
  switch (token.kind) {
    case 'number':
      return parseNumber(parser);
    case 'quote':
    case 'format':
      return parseString(parser);
    case 'field':
      parser.lexer.next();
      return step(
        parser,
        fieldOf(Object.freeze({ kind: 'identity', start, end: start }), text, start, start, end),
      );
    case 'variable':
      parser.lexer.next();
      if (text === '__loc__' && parser.lexer.grammar.locations)
        return Object.freeze({ kind: 'location', line: lineOf(parser, start), start, end });
      return Object.freeze({ kind: 'variable', name: text, start, end });
    case 'identifier':
      return parseWord(parser);
    case 'punctuation':
      return parseBrackets(parser);
    default:
      throw parser.unexpected();
  }
}

function parseNumber(parser: Parser): Ast {
  const { text, start, end } = parser.lexer.next();
  const { largestInteger } = parser.lexer.grammar;
  if (largestInteger !== null && /^\d+$/.test(text) && isLarger(text, largestInteger))
    throw parser.lexer.error(`${text} is too large for a whole number`, start, end);
  return Object.freeze({ kind: 'literal', value: Math.min(Number(text), Number.MAX_VALUE), start, end });
}

/** Whether a number in digits, without zeros in front, is larger; looks at its length first, which may be any. */
function isLarger(digits: string, limit: bigint): boolean {
  return digits.length > String(limit).length || BigInt(digits) > limit;
}

/** The line of a place, from 1. */
export function lineOf(parser: Parser, offset: number): number {
  return parser.lexer.source.slice(0, offset).split('\n').length;
}

function parseBrackets(parser: Parser): Ast {
  const { start, end, text } = parser.lexer.peek();
  if (text === '{') return parseObject(parser);
  if (text !== '.' && text !== '..' && text !== '(' && text !== '[') throw parser.unexpected();
  parser.lexer.next();
  if (text === '..') return Object.freeze({ kind: 'recurse', start, end });
  if (text === '.') {
    const dot: Ast = Object.freeze({ kind: 'identity', start, end });
    return parser.at('quote') || parser.at('format') ? afterDot(parser, dot) : dot;
  }
  if (text === '(') {
    const body = parser.pipe();
    const close = parser.expect('punctuation', ')', `${AFTER_PIPE} or ')'`);
    return Object.freeze({ ...body, start, end: close.end });
  }
  const body = parser.at('punctuation', ']') ? null : parser.pipe();
  const close = parser.expect('punctuation', ']', `${AFTER_PIPE} or ']'`);
  return Object.freeze({ kind: 'array', body, start, end: close.end });
}

function parseWord(parser: Parser): Ast {
  const { start, text } = parser.lexer.peek();
  if (text === 'if') return parseIf(parser);
  if (text === 'reduce') return parseReduce(parser);
  if (text === 'foreach') return parseForeach(parser);
  if (KEYWORDS.has(text)) throw parser.unexpected();
  let { end } = parser.lexer.next();
  if (text === 'break') {
    const label = parser.expect('variable');
    return Object.freeze({ kind: 'break', name: label.text, start, end: label.end });
  }
  const args: Ast[] = [];
  if (parser.take('punctuation', '(')) {
    if (!parser.lexer.grammar.emptyArguments || !parser.at('punctuation', ')')) {
      do args.push(parser.pipe());
      while (parser.take('punctuation', ';'));
    }
    end = parser.expect('punctuation', ')', "';' or ')'").end;
  }
  return Object.freeze({ kind: 'call', name: text, args: Object.freeze(args), start, end });
}
