import type { DialectOption } from '../dialect/dialect.js';
import { GRAMMARS } from '../dialect/grammars.js';
import { JqSyntaxError } from '../errors.js';
import type { Ast, Definition } from './ast.js';
import type { Grammar } from './grammar.js';
import { Lexer, type Token } from './lexer.js';
import { parseOperators } from './operators.js';
import { parsePatterns } from './patterns.js';

const MAX_NESTING = 400;

/** Reads a program's grammar. Each construct has its own module; they share this state. */
export class Parser {
  readonly lexer: Lexer;
  #nesting = 0;

  constructor(source: string, grammar: Grammar) {
    this.lexer = new Lexer(source, grammar);
  }

  /** The whole program. */
  program(): Ast {
    const { emptyProgram } = this.lexer.grammar;
    if (emptyProgram && this.at('end')) return node({ kind: 'identity', start: 0, end: 0 });
    const program = this.pipe(emptyProgram);
    if (!this.at('end')) throw this.unexpected();
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
    const name = this.expect('identifier').text;
    const params: string[] = [];
    if (this.take('punctuation', '(')) {
      do {
        const param = this.at('variable') ? `$${this.lexer.next().text}` : this.expect('identifier').text;
        params.push(param);
      } while (this.take('punctuation', ';'));
      this.expect('punctuation', ')');
    }
    this.expect('punctuation', ':');
    const body = this.pipe();
    const { end } = this.expect('punctuation', ';');
    return Object.freeze({ name, params: Object.freeze(params), body, start, end });
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

  /** Takes the next token, which must be that one. */
  expect(kind: Token['kind'], text?: string): Token {
    const token = this.take(kind, text);
    if (token === null) throw this.unexpected(text === undefined ? kind : `'${text}'`);
    return token;
  }

  /** The error that the next token is not what the grammar allows. */
  unexpected(expected?: string): JqSyntaxError {
    const token = this.lexer.peek();
    const found =
      token.kind === 'end' ? 'end of file' : `'${this.lexer.source.slice(token.start, token.end)}'`;
    const wish = expected === undefined ? '' : `, expecting ${expected}`;
    return this.lexer.error(`syntax error, unexpected ${found}${wish}`, token.start, token.end);
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
