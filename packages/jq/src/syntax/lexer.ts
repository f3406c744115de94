import { JqSyntaxError } from '../errors.js';
import { wellFormed } from '../value/text.js';
import type { Grammar } from './grammar.js';

/** What kinds of words a program is made of. */
export type TokenKind =
  'punctuation' | 'identifier' | 'field' | 'variable' | 'format' | 'number' | 'quote' | 'end';

/** One word of a program; `text` is without its sign for fields, variables and formats. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A piece of a string literal: its text, and whether an interpolation or the end follows. */
export interface StringChunk {
  readonly text: string;
  readonly next: 'interpolation' | 'end';
}

const RULES: readonly (readonly [TokenKind, RegExp, number])[] = [
  ['field', /\.[A-Za-z_]\w*/y, 1],
  ['variable', /\$(?:[A-Za-z_]\w*::)*[A-Za-z_]\w*/y, 1],
  ['format', /@\w+/y, 1],
  ['identifier', /(?:[A-Za-z_]\w*::)*[A-Za-z_]\w*/y, 0],
  ['quote', /"/y, 0],
  ['punctuation', /\?\/\/|\/\/=|\|=|[+\-*/%=!<>]=|\/\/|\.\.|[.[\]{}()|,:;=<>+\-*/%?$]/y, 0],
];

const CONTROL = /[\b\t\n\f\r]/;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Cuts a program into tokens on demand; strings are read by their own method, because programs nest in them. */
export class Lexer {
  readonly source: string;
  readonly grammar: Grammar;
  #at = 0;
  #peeked: Token | null = null;

  constructor(source: string, grammar: Grammar) {
    this.source = source;
    this.grammar = grammar;
  }

  /** How far the text has been read. */
  get position(): number {
    return this.#at;
  }

  /** The next token, without taking it. */
  peek(): Token {
    this.#peeked ??= this.#scan();
    return this.#peeked;
  }

  /** Takes the next token. */
  next(): Token {
    const token = this.peek();
    this.#peeked = null;
    this.#at = token.end;
    return token;
  }

  /** Takes only the `?` of a coming `?//`, which outside patterns means `?` and then `//`. */
  nextQuestionMark(): Token {
    const { start } = this.peek();
    this.#peeked = null;
    this.#at = start + 1;
    return { kind: 'punctuation', text: '?', start, end: start + 1 };
  }

  /** Reads on inside a string literal, after its quote or after an interpolation's `)`. */
  stringChunk(): StringChunk {
    let text = '';
    for (;;) {
      const character = this.source[this.#at];
      if (character === undefined)
        throw this.error('syntax error, unexpected end of file, unterminated string', this.#at, this.#at);
      if (!this.grammar.rawControls && CONTROL.test(character))
        throw this.error('A string holds a control character', this.#at, this.#at + 1);
      this.#at++;
      if (character === '"') return { text: wellFormed(text), next: 'end' };
      if (character !== '\\') text += character;
      else if (this.source[this.#at] === '(') {
        this.#at++;
        return { text: wellFormed(text), next: 'interpolation' };
      } else text += this.#escape();
    }
  }

  #escape(): string {
    const start = this.#at - 1;
    const character = this.source[this.#at] ?? '';
    this.#at++;
    const plain = Object.hasOwn(ESCAPES, character) ? ESCAPES[character] : undefined;
    if (plain !== undefined) return plain;
    const digits = this.source.slice(this.#at, this.#at + 4);
    if (character !== 'u' || !/^[\da-fA-F]{4}$/.test(digits))
      throw this.error('Invalid escape', start, this.#at);
    this.#at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  /** A syntax error at a place of this program. */
  error(message: string, start: number, end: number): JqSyntaxError {
    return new JqSyntaxError(message, this.source, start, end);
  }

  #scan(): Token {
    const { blank, number } = this.grammar;
    blank.lastIndex = this.#at;
    blank.exec(this.source);
    const start = Math.max(this.#at, blank.lastIndex);
    if (start >= this.source.length) return { kind: 'end', text: '', start, end: start };
    number.lastIndex = start;
    const digits = number.exec(this.source);
    if (digits !== null) return { kind: 'number', text: digits[0], start, end: number.lastIndex };
    for (const [kind, rule, skip] of RULES) {
      rule.lastIndex = start;
      const match = rule.exec(this.source);
      if (match !== null) return { kind, text: match[0].slice(skip), start, end: rule.lastIndex };
    }
    throw this.error('syntax error, unexpected INVALID_CHARACTER', start, start + 1);
  }
}
