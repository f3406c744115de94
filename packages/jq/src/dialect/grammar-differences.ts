import { type Grammar, operatorTable } from '../syntax/grammar.js';
import type { Difference } from './dialect.js';

/** Where jackson-jq reads a text otherwise than jq, after its grammar. */
export const GRAMMAR_DIFFERENCES: readonly Difference<Partial<Grammar>>[] = [
  {
    name: 'Precedence of operators',
    jq: '`//` binds loosest, then assignments, `or`, `and`; comparisons and assignments cannot follow each other',
    jackson:
      'assignments bind loosest, then `//`; `and` and `or` bind alike, from the left; all may follow each other',
    noticed: '`.a = .b // 1` assigns the default; `.a or .b and .c` is `(.a or .b) and .c`',
    change: {
      operators: operatorTable([
        ['right', 'assign'],
        ['left', 'alternative'],
        ['left', 'or', 'and'],
        ['left', 'compare'],
        ['left', 'sum'],
        ['left', 'product'],
      ]),
    },
  },
  {
    name: 'What `as` binds',
    jq: 'in `a, b as $x | …` the outputs of `b`; no `as` in the values of an object',
    jackson: 'the outputs of `a` and of `b`; `{k: a as $x | …}` is allowed',
    noticed: '`.first, .second as $x | $x.id` gives two ids',
    change: { bindsLists: true },
  },
  {
    name: 'What `try` covers',
    jq: 'the term after it',
    jackson: 'everything up to `catch`, or to the closing bracket',
    noticed: '`try .text | fromjson catch null` compiles',
    change: { triesPipes: true },
  },
  {
    name: 'Empty parentheses',
    jq: 'a syntax error',
    jackson: 'a call without arguments',
    noticed: '`now()` compiles',
    change: { emptyArguments: true },
  },
  {
    name: 'Number literals',
    jq: '`007`, `1.` and whole numbers of any length are numbers',
    jackson: 'no zeros in front, digits after the point, and whole numbers up to 9223372036854775807',
    noticed: 'the arguments `2024-01-05`, `0151234` and `12345678901234567890` stay text',
    change: {
      number: /(?:(?:0|[1-9]\d*)(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y,
      largestInteger: 2n ** 63n - 1n,
    },
  },
  {
    name: 'Programs without an expression',
    jq: 'definitions alone, and nothing at all, stand for `.`',
    jackson: 'a syntax error, also when there is only a comment',
    noticed: 'the argument `#general` stays text',
    change: { emptyProgram: false },
  },
  {
    name: 'Comments',
    jq: 'a backslash at the end of the line carries the comment on to the next',
    jackson: 'a comment ends with its line, whatever stands before',
    noticed: 'a program after a comment that ends in a backslash is read',
    change: { blank: /(?:[ \t\r\n]+|#[^\r\n]*)*/y },
  },
  {
    name: 'Control characters in strings',
    jq: 'may stand in a string literal as they are',
    jackson: 'a syntax error: they must be written as `\\n`, `\\t` …',
    noticed: 'an argument of several lines with quotes around it, or with `\\(…)` in it, stays text',
    change: { rawControls: false },
  },
  {
    name: '`$__loc__`',
    jq: 'the file and line of the program',
    jackson: 'an undefined variable',
    noticed: 'the argument `$__loc__` stays text',
    change: { locations: false },
  },
];
