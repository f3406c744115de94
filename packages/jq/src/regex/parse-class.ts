import { anyCase, escapeClass, not, posixClass, propertyClass } from './classes.js';
import { bracedPoints, escapedCharacter, type PointRange } from './escapes.js';
import { type Accepts, RegexSyntaxError } from './nodes.js';
import type { Reader } from './reader.js';

const PREMATURE = 'premature end of char-class';

/** A bracket class, after its `[`. */
export function parseClass(reader: Reader, ignoreCase: boolean): Accepts {
  const negative = reader.take('^');
  if (reader.peek() === ']' && !reader.has(']', 1)) throw new RegexSyntaxError('empty char-class');
  const parts: Accepts[] = [];
  for (let first = true; first || reader.peek() !== ']'; first = false) {
    if (reader.done) throw new RegexSyntaxError(PREMATURE);
    parts.push(parsePart(reader));
  }
  reader.next();
  const union: Accepts =
    parts.length === 1 ? (parts[0] ?? (() => false)) : (point) => parts.some((part) => part(point));
  const accepts = ignoreCase ? anyCase(union) : union;
  return negative ? not(accepts) : accepts;
}

/** One character, range or class inside the brackets. */
function parsePart(reader: Reader): Accepts {
  const named = posix(reader);
  if (named !== null) return named;
  const start = parseAtom(reader);
  if (typeof start === 'function') return start;
  const isRange = reader.peek() === '-' && reader.peek(1) !== ']' && reader.peek(1) !== '';
  if (!isRange) return within(start);
  reader.next();
  const end = parseAtom(reader);
  const [from] = start.at(-1) ?? [0];
  const [to] = typeof end === 'function' ? [] : (end[0] ?? []);
  if (to === undefined || typeof end === 'function')
    throw new RegexSyntaxError('char-class value at end of range');
  if (to < from) throw new RegexSyntaxError('empty range in char class');
  return within([...start, [from, to], ...end]);
}

function within(ranges: readonly PointRange[]): Accepts {
  return (point) => ranges.some(([from, to]) => point >= from && point <= to);
}

/** `[:name:]` or `[:^name:]`; null, with nothing taken, when it is neither. */
function posix(reader: Reader): Accepts | null {
  if (!reader.take('[:')) return null;
  const negative = reader.take('^');
  const name = reader.while(/[A-Za-z]/);
  if (name === '' || !reader.take(':]')) {
    reader.back(name.length + (negative ? 1 : 0) + 2);
    return null;
  }
  const accepts = posixClass(name);
  if (accepts === null) throw new RegexSyntaxError('invalid POSIX bracket type');
  return negative ? not(accepts) : accepts;
}

/** A character, or several, or a class. */
function parseAtom(reader: Reader): readonly PointRange[] | Accepts {
  if (reader.done) throw new RegexSyntaxError(PREMATURE);
  const braced = bracedPoints(reader, true);
  if (braced !== null) return braced;
  if (!reader.take('\\')) return one(reader.next().codePointAt(0) ?? 0);
  const letter = reader.peek();
  const known = escapeClass(letter);
  if (known !== null) {
    reader.next();
    return known;
  }
  if (letter === 'b') {
    reader.next();
    return one(8);
  }
  if ((letter === 'p' || letter === 'P') && reader.peek(1) === '{') {
    reader.next();
    reader.next();
    const accepts = propertyClass(reader.until('}', 'invalid character property name'));
    return letter === 'p' ? accepts : not(accepts);
  }
  return one(escapedCharacter(reader));
}

function one(point: number): readonly PointRange[] {
  return [[point, point]];
}
