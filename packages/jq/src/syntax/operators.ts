import type { ArithmeticOperator, ComparisonOperator } from '../value/arithmetic.js';
import type { AssignOperator, Ast } from './ast.js';
import type { Parser } from './parser.js';
import { parsePostfix } from './terms.js';

const MAX_CHAIN = 2000;

/** An expression of binary operators, by precedence climbing. */
export function parseOperators(parser: Parser, lowest = 0): Ast {
  return parser.nested(() => climb(parser, lowest));
}

function climb(parser: Parser, lowest: number): Ast {
  let left = parseUnary(parser);
  const { operators } = parser.lexer.grammar;
  let highest = operators.size;
  for (let length = 0; ; length++) {
    const token = parser.lexer.peek();
    const rule =
      token.kind === 'punctuation' || token.kind === 'identifier' ? operators.get(token.text) : undefined;
    if (rule === undefined || rule.rank < lowest) return left;
    if (rule.rank > highest || length > MAX_CHAIN) throw parser.unexpected();
    parser.lexer.next();
    const right = parseOperators(parser, rule.associates === 'right' ? rule.rank : rule.rank + 1);
    left = binary(token.text, left, right);
    if (rule.associates === 'none') highest = rule.rank - 1;
  }
}

function parseUnary(parser: Parser): Ast {
  const { start } = parser.lexer.peek();
  if (parser.take('punctuation', '-')) {
    const body = parser.nested(() => parseUnary(parser));
    return Object.freeze({ kind: 'negate', body, start, end: body.end });
  }
  if (parser.take('identifier', 'try')) {
    const body = parser.lexer.grammar.triesPipes ? parser.pipe() : parser.nested(() => parseUnary(parser));
    const handler = parser.take('identifier', 'catch') ? parser.nested(() => parseUnary(parser)) : null;
    return Object.freeze({ kind: 'try', body, handler, start, end: (handler ?? body).end });
  }
  return parsePostfix(parser);
}

const isArithmetic = (sign: string): sign is ArithmeticOperator => /^[-+*/%]$/.test(sign);
const isComparison = (sign: string): sign is ComparisonOperator => /^(?:[=!<>]=|[<>])$/.test(sign);
const isAssign = (sign: string): sign is AssignOperator => /^(?:\/\/|[|+\-*/%])?=$/.test(sign);

function binary(operator: string, left: Ast, right: Ast): Ast {
  const place = { left, right, start: left.start, end: right.end };
  if (isArithmetic(operator)) return Object.freeze({ kind: 'arithmetic', operator, ...place });
  if (isComparison(operator)) return Object.freeze({ kind: 'compare', operator, ...place });
  if (isAssign(operator)) return Object.freeze({ kind: 'assign', operator, ...place });
  if (operator === 'and') return Object.freeze({ kind: 'and', ...place });
  if (operator === 'or') return Object.freeze({ kind: 'or', ...place });
  return Object.freeze({ kind: 'alternative', ...place });
}
