import { type Modes, type RegexNode, RegexSyntaxError } from './nodes.js';
import { EMPTY_NODE, type RegexParser } from './parse.js';

/** What stands in parentheses, after the opening one. */
export function parseGroup(parser: RegexParser): RegexNode {
  const { reader } = parser;
  if (!reader.take('?')) return capture(parser, null);
  if (reader.take(':')) return close(parser, parser.choice());
  if (reader.take('=')) return look(parser, false, false);
  if (reader.take('!')) return look(parser, false, true);
  if (reader.take('<=')) return look(parser, true, false);
  if (reader.take('<!')) return look(parser, true, true);
  if (reader.take('>')) return { kind: 'atomic', body: close(parser, parser.choice()) };
  if (reader.take('#')) {
    reader.until(')', 'end pattern in group');
    return EMPTY_NODE;
  }
  if (reader.take('<') || reader.take('P<')) return capture(parser, groupName(parser, '>'));
  if (reader.take("'")) return capture(parser, groupName(parser, "'"));
  return modeGroup(parser);
}

function groupName(parser: RegexParser, end: string): string {
  const name = parser.reader.until(end, 'end pattern in group');
  if (name === '') throw new RegexSyntaxError('group name is empty');
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) throw new RegexSyntaxError(`invalid group name <${name}>`);
  return name;
}

function capture(parser: RegexParser, name: string | null): RegexNode {
  parser.names.push(name);
  const index = parser.names.length;
  return { kind: 'group', index, body: close(parser, parser.choice()) };
}

function look(parser: RegexParser, behind: boolean, negative: boolean): RegexNode {
  return { kind: 'look', behind, negative, body: close(parser, parser.choice()) };
}

function close(parser: RegexParser, body: RegexNode): RegexNode {
  if (!parser.reader.take(')')) throw new RegexSyntaxError('end pattern with unmatched parenthesis');
  return body;
}

/** `(?i)` for the rest of the enclosing group, `(?i:…)` for its own. */
function modeGroup(parser: RegexParser): RegexNode {
  const { reader } = parser;
  const before = parser.modes;
  let modes = before;
  let on = true;
  for (;;) {
    const letter = reader.next();
    if (letter === '-') on = false;
    else if (letter === ')') {
      parser.modes = modes;
      return restOfGroup(parser);
    } else if (letter === ':') {
      parser.modes = modes;
      const body = close(parser, parser.choice());
      parser.modes = before;
      return body;
    } else modes = withMode(modes, letter, on);
  }
}

/** After `(?i)` the rest, alternatives included, belongs to it. */
function restOfGroup(parser: RegexParser): RegexNode {
  return parser.choice();
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
