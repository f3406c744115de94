import { anyCase, escapeClass, literal, not, propertyClass } from './classes.js';
import { escapedCharacter } from './escapes.js';
import {
  type Accepts,
  type Anchor,
  type Greed,
  type Modes,
  type RegexNode,
  RegexSyntaxError,
  type RegexTree,
} from './nodes.js';
import { parseClass } from './parse-class.js';
import { parseGroup } from './parse-group.js';
import { Reader } from './reader.js';

const MAX_NESTING = 200;
const MAX_REPEAT = 100_000;
const EMPTY: RegexNode = { kind: 'sequence', parts: [] };

const ANCHORS: Readonly<Record<string, Anchor>> = {
  A: 'text-start',
  Z: 'text-end-or-last-feed',
  z: 'text-end',
  b: 'word-edge',
  B: 'no-word-edge',
  G: 'search-start',
};

/** Reads a pattern in Oniguruma's syntax (its Perl_NT flavour, which jq uses). */
export class RegexParser {
  readonly reader: Reader;
  readonly names: (string | null)[] = [];
  readonly #references: { readonly name: string; readonly groups: number[] }[] = [];
  #nesting = 0;
  modes: Modes;

  constructor(pattern: string, modes: Modes) {
    this.reader = new Reader(pattern);
    this.modes = modes;
  }

  /** The whole pattern. */
  parse(): RegexTree {
    const root = this.choice();
    if (!this.reader.done) throw new RegexSyntaxError('unmatched close parenthesis');
    for (const { name, groups } of this.#references) this.#resolve(name, groups);
    return { root, names: this.names };
  }

  #resolve(name: string, groups: number[]): void {
    const number = /^-?\d+$/.test(name) ? Number(name) : null;
    if (number !== null) groups.push(number < 0 ? this.names.length + 1 + number : number);
    else this.names.forEach((other, position) => other === name && groups.push(position + 1));
    const isKnown = groups.length > 0 && groups.every((group) => group >= 1 && group <= this.names.length);
    if (!isKnown)
      throw new RegexSyntaxError(
        number === null ? `undefined name <${name}> reference` : 'invalid backref number/name',
      );
  }

  /** Alternatives up to a closing parenthesis or the end. Modes set inside do not leave. */
  choice(): RegexNode {
    if (++this.#nesting > MAX_NESTING) throw new RegexSyntaxError('too deep nest level');
    const { modes } = this;
    const options = [this.#sequence()];
    while (this.reader.take('|')) options.push(this.#sequence());
    this.modes = modes;
    this.#nesting--;
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: 'choice', options };
  }

  #sequence(): RegexNode {
    const parts: RegexNode[] = [];
    for (;;) {
      if (this.modes.extended) this.#skipBlanks();
      const character = this.reader.peek();
      if (character === '' || character === '|' || character === ')') break;
      parts.push(...this.#quantified());
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'sequence', parts };
  }

  #skipBlanks(): void {
    for (;;) {
      this.reader.while(/[ \t\r\n\f\v]/);
      if (!this.reader.take('#')) return;
      this.reader.while(/[^\n]/);
    }
  }

  #quantified(): RegexNode[] {
    if (this.reader.take('\\Q')) return this.#quoted();
    let atom = this.#atom();
    for (;;) {
      if (this.modes.extended) this.#skipBlanks();
      const bounds = this.#bounds();
      if (bounds === null) return [atom];
      const [min, max] = bounds;
      const greed: Greed = this.reader.take('?') ? 'lazy' : this.reader.take('+') ? 'possessive' : 'greedy';
      atom = { kind: 'repeat', body: atom, min, max, greed };
    }
  }

  #quoted(): RegexNode[] {
    let text = '';
    while (!this.reader.done && !this.reader.take('\\E')) text += this.reader.next();
    return Array.from(text, (character) => this.#character(character.codePointAt(0) ?? 0));
  }

  #bounds(): readonly [number, number] | null {
    if (this.reader.take('*')) return [0, Infinity];
    if (this.reader.take('+')) return [1, Infinity];
    if (this.reader.take('?')) return [0, 1];
    return this.reader.peek() === '{' ? this.#interval() : null;
  }

  /** `{n}`, `{n,}`, `{,m}`, `{n,m}`; anything else in braces is literal text. */
  #interval(): readonly [number, number] | null {
    this.reader.next();
    const low = this.reader.while(/\d/);
    const comma = this.reader.take(',');
    const high = comma ? this.reader.while(/\d/) : low;
    if ((low === '' && high === '') || !this.reader.take('}')) {
      this.reader.back(low.length + (comma ? 1 + high.length : 0) + 1);
      return null;
    }
    const min = low === '' ? 0 : Number(low);
    const max = high === '' ? Infinity : Number(high);
    if (min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT)) {
      throw new RegexSyntaxError('too big number {number,number}');
    }
    if (min > max) throw new RegexSyntaxError('upper is smaller than lower in repeat range');
    return [min, max];
  }

  #atom(): RegexNode {
    const character = this.reader.next();
    switch (character) {
      case '(':
        return parseGroup(this);
      case '[':
        return set(parseClass(this.reader, this.modes.ignoreCase));
      case '.':
        return set(this.modes.dotAll ? () => true : (point) => point !== 10);
      case '^':
        return { kind: 'anchor', anchor: this.modes.lines ? 'line-start' : 'text-start' };
      case '$':
        return { kind: 'anchor', anchor: this.modes.lines ? 'line-end' : 'text-end-or-last-feed' };
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        throw new RegexSyntaxError('target of repeat operator is not specified');
      default:
        return this.#character(character.codePointAt(0) ?? 0);
    }
  }

  #character(point: number): RegexNode {
    return set(literal(point, this.modes.ignoreCase));
  }

  #escape(): RegexNode {
    const letter = this.reader.peek();
    const known = escapeClass(letter);
    const anchor = Object.hasOwn(ANCHORS, letter) ? ANCHORS[letter] : undefined;
    if (known !== null || anchor !== undefined || letter === 'K' || letter === 'R' || letter === 'N')
      this.reader.next();
    if (known !== null) return set(known);
    if (anchor !== undefined) return { kind: 'anchor', anchor };
    if (letter === 'K') return { kind: 'keep' };
    if (letter === 'N') return set((point) => point !== 10);
    if (letter === 'R') return lineBreak();
    if ((letter === 'p' || letter === 'P') && this.reader.peek(1) === '{') return this.#property();
    if (letter === 'k') return this.#namedReference();
    if (/[1-9]/.test(letter)) return this.#numberedReference();
    return this.#character(escapedCharacter(this.reader));
  }

  #property(): RegexNode {
    const negative = this.reader.next() === 'P';
    this.reader.next();
    const accepts = propertyClass(this.reader.until('}', 'invalid character property name'));
    const folded = this.modes.ignoreCase ? anyCase(accepts) : accepts;
    return set(negative ? not(folded) : folded);
  }

  #namedReference(): RegexNode {
    this.reader.next();
    const close = this.reader.take('<') ? '>' : this.reader.take("'") ? "'" : null;
    if (close === null) throw new RegexSyntaxError('invalid backref number/name');
    return this.#reference(this.reader.until(close, 'invalid backref number/name'));
  }

  #numberedReference(): RegexNode {
    const digits = this.reader.while(/\d/, 3);
    if (Number(digits) < 10 || Number(digits) <= this.names.length) return this.#reference(digits);
    this.reader.back(digits.length);
    return this.#character(escapedCharacter(this.reader));
  }

  #reference(name: string): RegexNode {
    const groups: number[] = [];
    this.#references.push({ name, groups });
    return { kind: 'back-reference', groups, ignoreCase: this.modes.ignoreCase };
  }
}

/** A node that accepts one character. */
function set(accepts: Accepts): RegexNode {
  return { kind: 'set', accepts };
}

function lineBreak(): RegexNode {
  const pair: RegexNode = {
    kind: 'sequence',
    parts: [set((point) => point === 13), set((point) => point === 10)],
  };
  const one = set(
    (point) => (point >= 10 && point <= 13) || point === 0x85 || point === 0x2028 || point === 0x2029,
  );
  return { kind: 'atomic', body: { kind: 'choice', options: [pair, one] } };
}

/** The node that matches nothing but is no failure. */
export const EMPTY_NODE = EMPTY;
