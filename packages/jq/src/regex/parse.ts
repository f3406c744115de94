import { escapeClass, literal, not, propertyClass } from './classes.js';
import { bracedPoints, escapedCharacter } from './escapes.js';
import {
  type Anchor,
  type Greed,
  type GroupList,
  type Modes,
  type RegexNode,
  RegexSyntaxError,
  type RegexTree,
} from './nodes.js';
import { parseClass } from './parse-class.js';
import { parseGroup } from './parse-group.js';
import { resolveReference, type ReferenceKind } from './parse-reference.js';
import { Reader } from './reader.js';
import { checkRecursion } from './recursion.js';

const NO_TARGET = 'target of repeat operator is not specified';
const MAX_NESTING = 200;
const MAX_REPEAT = 100_000;
const UNCLOSED = 'end pattern with unmatched parenthesis';

const ANCHORS: Readonly<Record<string, Anchor>> = {
  A: 'text-start',
  Z: 'text-end-or-last-feed',
  z: 'text-end',
  b: 'word-edge',
  B: 'no-word-edge',
  y: 'segment-edge',
  Y: 'no-segment-edge',
  G: 'search-start',
};

/** Reads a pattern in Oniguruma's syntax (its Perl_NT flavour, which jq uses). */
export class RegexParser {
  readonly reader: Reader;
  readonly names: (string | null)[] = [];
  /** The bodies of the groups by number. */
  readonly bodies: RegexNode[] = [];
  /** What can be checked only when the whole pattern is read. */
  readonly checks: (() => void)[] = [];
  readonly #references: (() => void)[] = [];
  readonly #calls: (() => void)[] = [];
  readonly #called = new Set<GroupList>();
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
    this.bodies[0] = root;
    for (const resolve of [...this.#references, ...this.#calls]) resolve();
    const called = new Map(
      [...this.#called].map(([group = 0]) => [group, this.bodies[group] ?? root] as const),
    );
    checkRecursion(called);
    for (const check of this.checks) check();
    return { root, names: this.names, called: new Set(called.keys()) };
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

  /** The rest of a group with its closing parenthesis. */
  body(): RegexNode {
    const body = this.choice();
    if (!this.reader.take(')')) throw new RegexSyntaxError(UNCLOSED);
    return body;
  }

  /** A group's name up to its closing mark. */
  name(end: string): string {
    let name = '';
    while (!this.reader.take(end)) {
      if (this.reader.done || this.reader.peek() === ')') {
        throw new RegexSyntaxError(name === '' ? 'group name is empty' : `invalid group name <${name}>`);
      }
      name += this.reader.next();
    }
    if (name === '') throw new RegexSyntaxError('group name is empty');
    return name;
  }

  /** The groups that a name or number means. What is called, and numbers, may come later in the pattern. */
  reference(name: string, kind: ReferenceKind): GroupList {
    const groups: number[] = [];
    const before = this.names.length;
    const resolve = () => groups.push(...resolveReference(name, kind, before, this.names));
    if (kind === 'call') {
      this.#calls.push(resolve);
      this.#called.add(groups);
    } else if (/^\+?\d+$/.test(name)) this.#references.push(resolve);
    else resolve();
    return groups;
  }

  #sequence(): RegexNode {
    const parts: RegexNode[] = [];
    for (;;) {
      this.#skipBlanks();
      const character = this.reader.peek();
      if (character === '' || character === '|' || character === ')') break;
      parts.push(...this.#quantified());
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'sequence', parts };
  }

  #skipBlanks(): void {
    for (;;) {
      if (this.modes.extended) this.reader.while(/[ \t\r\n\f\v]/);
      if (this.reader.take('(?#')) this.reader.until(')', 'end pattern in group');
      else if (this.modes.extended && this.reader.take('#')) this.reader.while(/[^\n]/);
      else return;
    }
  }

  #quantified(): RegexNode[] {
    if (this.reader.take('\\Q')) return this.#quoted();
    const atoms = this.#atoms();
    let atom = atoms.pop();
    if (atom === undefined) return [];
    for (;;) {
      this.#skipBlanks();
      const bounds = this.#bounds();
      if (bounds === null) return [...atoms, atom];
      if (!canRepeat(atom)) throw new RegexSyntaxError('target of repeat operator is invalid');
      const [min, max] = bounds;
      const greed: Greed = this.reader.take('?') ? 'lazy' : this.reader.take('+') ? 'possessive' : 'greedy';
      atom = { kind: 'repeat', body: atom, min, max, greed };
    }
  }

  /** One atom, or the several characters of `\x{61 62}`, or nothing where only modes are set. */
  #atoms(): RegexNode[] {
    const braced = bracedPoints(this.reader, false);
    if (braced !== null) return braced.map(([point]) => this.#character(point));
    const atom = this.#atom();
    return atom === null ? [] : [atom];
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

  /** `{n}`, `{n,}`, `{n,m}`; anything else in braces is literal text. */
  #interval(): readonly [number, number] | null {
    this.reader.next();
    const low = this.reader.while(/\d/);
    const comma = this.reader.take(',');
    const high = comma ? this.reader.while(/\d/) : low;
    if (low === '' || !this.reader.take('}')) {
      this.reader.back(low.length + (comma ? 1 + high.length : 0) + 1);
      return null;
    }
    const min = Number(low);
    const max = high === '' ? Infinity : Number(high);
    if (min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT)) {
      throw new RegexSyntaxError('too big number {number,number}');
    }
    if (min > max) throw new RegexSyntaxError('upper is smaller than lower in repeat range');
    return [min, max];
  }

  #atom(): RegexNode | null {
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
        throw new RegexSyntaxError(NO_TARGET);
      case '{':
        this.reader.back(1);
        if (this.#interval() !== null) throw new RegexSyntaxError(NO_TARGET);
        this.reader.next();
        return this.#character(0x7b);
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
    if (known !== null || anchor !== undefined || /^[KRNOX]$/.test(letter)) this.reader.next();
    if (known !== null) return set(known);
    if (anchor !== undefined) return { kind: 'anchor', anchor };
    if (letter === 'K') return { kind: 'keep' };
    if (letter === 'N') return set((point) => point !== 10);
    if (letter === 'O') return set(() => true);
    if (letter === 'X') return { kind: 'segment' };
    if (letter === 'R') return lineBreak();
    if ((letter === 'p' || letter === 'P') && this.reader.peek(1) === '{') return this.#property();
    if (letter === 'k' || letter === 'g') return this.#named(letter);
    if (/[1-9]/.test(letter)) return this.#numberedReference();
    return this.#character(escapedCharacter(this.reader));
  }

  #property(): RegexNode {
    const negative = this.reader.next() === 'P';
    this.reader.next();
    const accepts = propertyClass(this.reader.until('}', UNCLOSED));
    return set(negative ? not(accepts) : accepts);
  }

  /** `\k<name>` and `\g<name>`; the letter itself when no name follows. */
  #named(letter: 'k' | 'g'): RegexNode {
    this.reader.next();
    const close = this.reader.take('<') ? '>' : this.reader.take("'") ? "'" : null;
    if (close === null) return this.#character(letter.charCodeAt(0));
    const name = this.name(close);
    return letter === 'g'
      ? { kind: 'call', groups: this.reference(name, 'call') }
      : this.#backReference(name);
  }

  #numberedReference(): RegexNode {
    const digits = this.reader.while(/\d/, 3);
    if (Number(digits) < 10 || Number(digits) <= this.names.length) return this.#backReference(digits);
    this.reader.back(digits.length);
    return this.#character(escapedCharacter(this.reader));
  }

  #backReference(name: string): RegexNode {
    const groups = this.reference(name, 'back-reference');
    return { kind: 'back-reference', groups, ignoreCase: this.modes.ignoreCase };
  }
}

/** Whether a node may stand before a repetition: places and what consists of them may not. */
function canRepeat(node: RegexNode): boolean {
  if (node.kind === 'anchor' || node.kind === 'look' || node.kind === 'keep') return false;
  return node.kind !== 'choice' || node.options.every(canRepeat);
}

/** A node that accepts one character. */
function set(accepts: (point: number) => boolean): RegexNode {
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
