import { checkLookBehind } from './look-behind.js';
import { type Modes, type RegexNode, RegexSyntaxError } from './nodes.js';
import { parseCondition } from './parse-condition.js';
import type { RegexParser } from './parse.js';

const END = 'end pattern in group';

/** What stands in parentheses, after the opening one; null when they only set modes. */
export function parseGroup(parser: RegexParser): RegexNode | null {
  const { reader } = parser;
  if (!reader.take('?')) return capture(parser, null);
  if (reader.done) throw new RegexSyntaxError(END);
  if (reader.take(':')) return parser.body();
  if (reader.take('=')) return look(parser, false, false);
  if (reader.take('!')) return look(parser, false, true);
  if (reader.take('<=')) return look(parser, true, false);
  if (reader.take('<!')) return look(parser, true, true);
  if (reader.take('>')) return { kind: 'atomic', body: parser.body() };
  if (reader.take('~')) return absent(parser);
  if (reader.take('(')) return parseCondition(parser);
  if (reader.take('<') || reader.take('P<')) return capture(parser, groupName(parser, '>'));
  if (reader.take("'")) return capture(parser, groupName(parser, "'"));
  return modeGroup(parser);
}

function groupName(parser: RegexParser, end: string): string {
  const name = parser.name(end);
  if (!/^[\p{L}_]/u.test(name)) throw new RegexSyntaxError(`invalid group name <${name}>`);
  return name;
}

function capture(parser: RegexParser, name: string | null): RegexNode {
  parser.names.push(name);
  const index = parser.names.length;
  const body = parser.body();
  parser.bodies[index] = body;
  return { kind: 'group', index, body };
}

function look(parser: RegexParser, behind: boolean, negative: boolean): RegexNode {
  const body = parser.body();
  if (behind) parser.checks.push(() => checkLookBehind(body, negative));
  return { kind: 'look', behind, negative, body };
}

/** `(?~pattern)`: as much as possible without a match of the pattern beginning in it. */
function absent(parser: RegexParser): RegexNode {
  if (parser.reader.done) throw new RegexSyntaxError(END);
  if (parser.reader.peek() === '|') throw new RegexSyntaxError('absent ranges are not supported');
  const body = parser.body();
  const next: RegexNode = {
    kind: 'sequence',
    parts: [
      { kind: 'look', behind: false, negative: true, body },
      { kind: 'set', accepts: () => true },
    ],
  };
  return { kind: 'repeat', body: next, min: 0, max: Infinity, greed: 'greedy' };
}

/** `(?i)` for the rest of the enclosing group, `(?i:…)` for its own. */
function modeGroup(parser: RegexParser): RegexNode | null {
  const { reader } = parser;
  const before = parser.modes;
  let modes = before;
  let on = true;
  for (;;) {
    const letter = reader.next();
    if (letter === '-') on = false;
    else if (letter === ')') {
      parser.modes = modes;
      return null;
    } else if (letter === ':') {
      parser.modes = modes;
      const body = parser.body();
      parser.modes = before;
      return body;
    } else modes = withMode(modes, letter, on);
  }
}

function withMode(modes: Modes, letter: string, on: boolean): Modes {
  switch (letter) {
    case 'i':
      return { ...modes, ignoreCase: on };
    case 'x':
      return { ...modes, extended: on };
    case 's':
      return { ...modes, dotAll: on };
    case 'm':
      return { ...modes, lines: on };
    default:
      throw new RegexSyntaxError('undefined group option');
  }
}
