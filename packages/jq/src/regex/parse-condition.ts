import { EMPTY_NODE, type RegexNode, RegexSyntaxError } from './nodes.js';
import type { RegexParser } from './parse.js';

/** `(?(test)then|else)`, after `(?(`: the test is a group's number or name, or a pattern. */
export function parseCondition(parser: RegexParser): RegexNode {
  const { reader } = parser;
  if (reader.done) throw new RegexSyntaxError('end pattern in group');
  const name = groupTest(parser);
  const test = name === null ? parser.body() : parser.reference(name, 'back-reference');
  if (reader.done) throw new RegexSyntaxError('end pattern in group');
  if (name === null && reader.peek() === ')') throw new RegexSyntaxError('invalid if-else syntax');
  const branches = parser.body();
  if (branches.kind !== 'choice') return { kind: 'condition', test, then: branches, otherwise: EMPTY_NODE };
  const [then = EMPTY_NODE, ...others] = branches.options;
  const [only = EMPTY_NODE] = others;
  const otherwise: RegexNode = others.length === 1 ? only : { kind: 'choice', options: others };
  return { kind: 'condition', test, then, otherwise };
}

/** A group's number or name with its closing parenthesis; null, with nothing taken, when the test is a pattern. */
function groupTest(parser: RegexParser): string | null {
  const { reader } = parser;
  const sign = reader.take('-') ? '-' : reader.take('+') ? '+' : '';
  const digits = reader.while(/\d/);
  if (digits !== '' && reader.take(')')) return sign + digits;
  reader.back(sign.length + digits.length);
  const closing = reader.take('<') ? '>' : reader.take("'") ? "'" : null;
  if (closing === null) return null;
  const name = parser.name(closing);
  if (!reader.take(')')) throw new RegexSyntaxError('invalid if-else syntax');
  return name;
}
