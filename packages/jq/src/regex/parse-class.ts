import { anyCase, escapeClass, not, posixClass, propertyClass } from './classes.js';
import { escapedCharacter } from './escapes.js';
import { type Accepts, RegexSyntaxError } from './nodes.js';
import type { Reader } from './reader.js';

const PREMATURE = 'premature end of char-class';

/** A bracket class, after its `[`. */
export function parseClass(reader: Reader, ignoreCase: boolean): Accepts {
  const negative = reader.take('^');
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
  if (reader.take('[:')) {
    const named = posix(reader);
    if (named !== null) return named;
  }
  const start = parseAtom(reader);
  if (typeof start !== 'number') return start;
  if (reader.peek() !== '-' || reader.peek(1) === ']' || reader.peek(1) === '')
    return (point) => point === start;
  reader.next();
  const end = parseAtom(reader);
  if (typeof end !== 'number') return (point) => point === start || point === 45 || end(point);
  if (end < start) throw new RegexSyntaxError('empty range in char class');
  return (point) => point >= start && point <= end;
}

/** `[:name:]` or `[:^name:]` after its `[:`; when it is neither, the reader goes back behind the `[`. */
function posix(reader: Reader): Accepts | null {
  const negative = reader.take('^');
  const name = reader.while(/[a-z]/);
  const accepts = posixClass(name);
  if (accepts !== null && reader.take(':]')) return negative ? not(accepts) : accepts;
  reader.back(name.length + (negative ? 1 : 0) + 1);
  return (point) => point === 91;
}

function parseAtom(reader: Reader): number | Accepts {
  if (reader.done) throw new RegexSyntaxError(PREMATURE);
  if (!reader.take('\\')) return reader.next().codePointAt(0) ?? 0;
  const letter = reader.peek();
  const known = escapeClass(letter);
  if (known !== null) {
    reader.next();
    return known;
  }
  if (letter === 'b') {
    reader.next();
    return 8;
  }
  if ((letter === 'p' || letter === 'P') && reader.peek(1) === '{') {
    reader.next();
    reader.next();
    const accepts = propertyClass(reader.until('}', 'invalid character property name'));
    return letter === 'p' ? accepts : not(accepts);
  }
  return escapedCharacter(reader);
}
