import { JqError, JqSyntaxError } from '../errors.js';
import { JsonParser } from '../value/json-parser.js';
import { wellFormed } from '../value/text.js';
import type { Grammar } from './grammar.js';

/** What kinds of words a program is made of. */
export type TokenKind =
  'punctuation' | 'identifier' | 'field' | 'variable' | 'format' | 'number' | 'quote' | 'invalid' | 'end';

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

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

const CONTROL = /[\b\t\n\f\r]/;
const ESCAPES = /(?:\\[^u(]|\\u[a-zA-Z\d]{0,4})+/y;

/** Cuts a program into tokens on demand; strings are read by their own method, because programs nest in them. */
export class Lexer {
  readonly source: string;
  readonly grammar: Grammar;
  #at = 0;
  #peeked: Token | null = null;
  #previous: Token | null = null;
  /** What closes the brackets that are open, the innermost last. */
  readonly #open: string[] = [];

  constructor(source: string, grammar: Grammar) {
    this.source = source;
    this.grammar = grammar;
  }

  /** The token that was taken last. */
  get previous(): Token | null {
    return this.#previous;
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
    this.#previous = token;
    if (token.kind === 'punctuation') this.#follow(token.text);
    return token;
  }

  #follow(sign: string): void {
    const closing = CLOSING.get(sign);
    if (closing !== undefined) this.#open.push(closing);
    else if (sign === this.#open.at(-1)) this.#open.pop();
  }

  /** Whether a token that comes next is a closing bracket other than that of the innermost open one. */
  closesNothing({ kind, text }: Token): boolean {
    return kind === 'punctuation' && /^[)\]}]$/.test(text) && text !== this.#open.at(-1);
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
      if (character === undefined) throw this.#unterminated();
      if (!this.grammar.rawControls && CONTROL.test(character))
        throw this.error('A string holds a control character', this.#at, this.#at + 1);
      if (character === '\\' && this.source[this.#at + 1] !== '(') {
        text += this.#escapes();
        continue;
      }
      this.#at++;
      if (character === '"') return { text: wellFormed(text), next: 'end' };
      if (character !== '\\') text += character;
      else {
        this.#at++;
        this.#follow('(');
        return { text: wellFormed(text), next: 'interpolation' };
      }
    }
  }

  /** Escapes in a row, which jq reads as a JSON string of their own; so its message is about that. */
  #escapes(): string {
    const start = this.#at;
    ESCAPES.lastIndex = start;
    const [run] = ESCAPES.exec(this.source) ?? [];
    if (run === undefined) throw this.#unterminated();
    this.#at += run.length;
    try {
      return String(new JsonParser(`"${run}"`).parse());
    } catch (error) {
      throw error instanceof JqError ? this.error(error.message, start, this.#at) : error;
    }
  }

  #unterminated(): JqSyntaxError {
    const { length } = this.source;
    return this.error('syntax error, unexpected end of file, unterminated string', length, length);
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
    return { kind: 'invalid', text: this.source.charAt(start), start, end: start + 1 };
  }
}
