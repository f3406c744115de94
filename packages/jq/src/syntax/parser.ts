import type { DialectOption } from '../dialect/dialect.js';
import { GRAMMARS } from '../dialect/grammars.js';
import { JqSyntaxError } from '../errors.js';
import type { Ast, Definition } from './ast.js';
import type { Grammar } from './grammar.js';
import { Lexer, type Token } from './lexer.js';
import { parseOperators } from './operators.js';
import { parsePatterns } from './patterns.js';
import { INVALID_CHARACTER, KEYWORDS, nameOfToken } from './token-names.js';

const MAX_NESTING = 400;
const END = nameOfToken({ kind: 'end', text: '' });

/** Where more tokens could come than jq lists. */
export const ANYTHING = '';
/** What could come after a whole expression, besides what ends it. */
export const AFTER_PIPE = "'|' or ','";

/** Reads a program's grammar. Each construct has its own module; they share this state. */
export class Parser {
  readonly lexer: Lexer;
  #nesting = 0;
  /** The token after which an expression of the whole program begins: none, or the end of a definition. */
  #begun: Token | null = null;

  constructor(source: string, grammar: Grammar) {
    this.lexer = new Lexer(source, grammar);
  }

  /** The whole program. */
  program(): Ast {
    const { emptyProgram } = this.lexer.grammar;
    if (emptyProgram && this.at('end')) return node({ kind: 'identity', start: 0, end: 0 });
    const program = this.pipe(emptyProgram);
    // After a lone point many things could come.
    if (!this.at('end')) throw this.unexpected(this.lexer.previous?.text === '.' ? ANYTHING : END);
    return program;
  }

  /** A program as it stands in parentheses: definitions, pipes and commas included. */
  pipe(topLevel = false): Ast {
    return this.nested(() => this.#pipe(topLevel));
  }

  /** Runs one level deeper, so that no text can exhaust the stack. */
  nested<T>(parse: () => T): T {
    if (++this.#nesting > MAX_NESTING) {
      const { start, end } = this.lexer.peek();
      throw this.lexer.error(`The program nests deeper than ${MAX_NESTING} levels`, start, end);
    }
    const result = parse();
    this.#nesting--;
    return result;
  }

  #pipe(topLevel: boolean): Ast {
    const { start } = this.lexer.peek();
    if (this.at('identifier', 'def')) {
      const definition = this.#definition();
      if (topLevel) this.#begun = this.lexer.previous;
      const rest =
        topLevel && this.at('end') ? node({ kind: 'identity', start, end: start }) : this.pipe(topLevel);
      return node({ kind: 'function', definition, rest, start, end: rest.end });
    }
    const left = this.#comma();
    if (this.lexer.grammar.bindsLists && this.take('identifier', 'as'))
      return this.binding(left, () => this.pipe());
    if (!this.take('punctuation', '|')) return left;
    const right = this.pipe();
    return node({ kind: 'pipe', left, right, start, end: right.end });
  }

  #comma(): Ast {
    let left = this.#item();
    while (this.take('punctuation', ',')) {
      const right = this.#item();
      left = node({ kind: 'comma', left, right, start: left.start, end: right.end });
    }
    return left;
  }

  #item(): Ast {
    const { start } = this.lexer.peek();
    if (this.at('identifier', 'def')) return this.pipe();
    if (this.take('identifier', 'label')) {
      const name = this.expect('variable').text;
      this.expect('punctuation', '|');
      const body = this.pipe();
      return node({ kind: 'label', name, body, start, end: body.end });
    }
    const source = this.expression();
    if (this.lexer.grammar.bindsLists || !this.take('identifier', 'as')) return source;
    return this.binding(source, () => this.pipe());
  }

  /** The patterns and the body of `source as patterns | body`. */
  binding(source: Ast, parseBody: () => Ast): Ast {
    const patterns = parsePatterns(this);
    this.expect('punctuation', '|');
    const body = parseBody();
    return node({ kind: 'bind', source, patterns, body, start: source.start, end: body.end });
  }

  /** An expression of operators, without pipes and commas. */
  expression(): Ast {
    return parseOperators(this);
  }

  #definition(): Definition {
    const { start } = this.lexer.next();
    const name = this.#name();
    const params: string[] = [];
    if (this.take('punctuation', '(')) {
      do {
        const param = this.at('variable') ? `$${this.lexer.next().text}` : this.#name('IDENT or BINDING');
        params.push(param);
      } while (this.take('punctuation', ';'));
      this.expect('punctuation', ')', "';' or ')'");
    }
    this.expect('punctuation', ':', params.length > 0 ? undefined : "':' or '('");
    const body = this.pipe();
    const { end } = this.expect('punctuation', ';', `${AFTER_PIPE} or ';'`);
    return Object.freeze({ name, params: Object.freeze(params), body, start, end });
  }

  /** The name of a function or a parameter: any word but the keywords. */
  #name(expected?: string): string {
    if (KEYWORDS.has(this.lexer.peek().text)) throw this.unexpected(expected ?? 'IDENT');
    return this.expect('identifier', undefined, expected).text;
  }

  /** Whether the next token is of that kind (and text). */
  at(kind: Token['kind'], text?: string): boolean {
    const token = this.lexer.peek();
    return token.kind === kind && (text === undefined || token.text === text);
  }

  /** Takes the next token when it is that one. */
  take(kind: Token['kind'], text?: string): Token | null {
    return this.at(kind, text) ? this.lexer.next() : null;
  }

  /** Takes the next token, which must be that one; `expected` lists all that could come, where that is more. */
  expect(kind: Token['kind'], text?: string, expected = nameOfToken({ kind, text: text ?? '' })): Token {
    const token = this.take(kind, text);
    if (token === null) throw this.unexpected(expected);
    return token;
  }

  /**
   * The error that the next token is not what the grammar allows. Its text is jq's, which names up to four tokens that
   * could come, and where a program begins only its end.
   */
  unexpected(expected?: string): JqSyntaxError {
    const token = this.lexer.peek();
    const found = this.lexer.closesNothing(token) ? INVALID_CHARACTER : nameOfToken(token);
    const wish = this.lexer.previous === this.#begun ? END : expected;
    const list = wish === undefined || wish === '' ? '' : `, expecting ${wish}`;
    return this.lexer.error(`syntax error, unexpected ${found}${list}`, token.start, token.end);
  }
}

/** Freezes a node. */
export function node(ast: Ast): Ast {
  return Object.freeze(ast);
}

/**
 * Parses a program to its syntax tree: plain frozen data with positions.
 *
 * @throws JqSyntaxError with the place of the first mistake
 * @example parse('.a | length').kind === 'pipe'
 */
export function parse(source: string, options: DialectOption = {}): Ast {
  try {
    return new Parser(source, GRAMMARS[options.dialect ?? 'jq']).program();
  } catch (error) {
    if (error instanceof RangeError)
      throw new JqSyntaxError('The program nests too deeply', source, 0, source.length);
    throw error;
  }
}
