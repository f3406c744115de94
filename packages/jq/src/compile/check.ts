import { isBuiltin } from '../builtins/library.js';
import type { Dialect } from '../dialect/dialect.js';
import { EVALUATIONS } from '../dialect/evaluations.js';
import { JqSyntaxError } from '../errors.js';
import type { Ast, Definition, Pattern } from '../syntax/ast.js';
import { patternVariables } from './destructure.js';

/** The names that a place of a program sees, innermost first. */
interface Known {
  readonly kind: 'variable' | 'function' | 'label';
  readonly name: string;
  readonly up: Known | null;
}

/**
 * Checks that every variable, function and label of a program is defined where it is used.
 *
 * @throws JqSyntaxError at the first that is not
 */
export function checkNames(ast: Ast, source: string, globals: readonly string[], dialect: Dialect): void {
  const checker = new Checker(source, dialect);
  let known: Known | null = null;
  for (const name of [...globals, ...EVALUATIONS[dialect].variables])
    known = { kind: 'variable', name, up: known };
  checker.check(ast, known);
}

class Checker {
  readonly #source: string;
  readonly #dialect: Dialect;

  constructor(source: string, dialect: Dialect) {
    this.#source = source;
    this.#dialect = dialect;
  }

  check(ast: Ast, known: Known | null): void {
    switch (ast.kind) {
      case 'variable':
        return this.#require('variable', ast.name, `$${ast.name}`, ast, known);
      case 'break':
        return this.#require('label', ast.name, `$*label-${ast.name}`, ast, known);
      case 'call':
        if (!isBuiltin(ast.name, ast.args.length, this.#dialect)) {
          const signature = `${ast.name}/${ast.args.length}`;
          this.#require('function', signature, signature, ast, known);
        }
        return ast.args.forEach((arg) => this.check(arg, known));
      case 'label':
        return this.check(ast.body, { kind: 'label', name: ast.name, up: known });
      case 'function':
        return this.#function(ast.definition, ast.rest, known);
      case 'bind':
        this.check(ast.source, known);
        return this.check(ast.body, this.#patterns(ast.patterns, known));
      case 'reduce':
      case 'foreach': {
        this.check(ast.source, known);
        this.check(ast.initial, known);
        const inside = this.#patterns(ast.patterns, known);
        this.check(ast.update, inside);
        if (ast.kind === 'foreach' && ast.extract !== null) this.check(ast.extract, inside);
        return undefined;
      }
      default:
        return children(ast).forEach((child) => this.check(child, known));
    }
  }

  #require(kind: Known['kind'], name: string, shown: string, { start, end }: Ast, known: Known | null): void {
    for (let at = known; at !== null; at = at.up) if (at.kind === kind && at.name === name) return;
    throw new JqSyntaxError(`${shown} is not defined`, this.#source, start, end);
  }

  #function({ name, params, body }: Definition, rest: Ast, known: Known | null): void {
    const after: Known = { kind: 'function', name: `${name}/${params.length}`, up: known };
    let inside: Known = after;
    for (const param of params) {
      const bare = param.replace('$', '');
      inside = { kind: 'function', name: `${bare}/0`, up: inside };
      if (bare !== param) inside = { kind: 'variable', name: bare, up: inside };
    }
    this.check(body, inside);
    this.check(rest, after);
  }

  #patterns(patterns: readonly Pattern[], known: Known | null): Known | null {
    let inside = known;
    for (const name of patterns.flatMap(patternVariables)) inside = { kind: 'variable', name, up: inside };
    for (const pattern of patterns) this.#keys(pattern, patterns.length > 1 ? inside : known);
    return inside;
  }

  #keys(pattern: Pattern, known: Known | null): void {
    if (pattern.kind === 'array') for (const item of pattern.items) this.#keys(item, known);
    if (pattern.kind !== 'object') return;
    for (const { key, value } of pattern.members) {
      this.check(key, known);
      if (value !== null) this.#keys(value, known);
    }
  }
}

/** The parts of a node that sees the same names as the node itself. */
export function children(ast: Ast): readonly Ast[] {
  const parts: (Ast | null)[] = [];
  if (ast.kind === 'string')
    for (const part of ast.parts) parts.push('program' in part ? part.program : null);
  if (ast.kind === 'object') for (const { key, value } of ast.members) parts.push(key, value);
  if (ast.kind === 'call') parts.push(...ast.args);
  if (ast.kind === 'slice') parts.push(ast.target, ast.from, ast.to);
  if (ast.kind === 'index') parts.push(ast.target, ast.key);
  if (ast.kind === 'iterate') parts.push(ast.target);
  if (ast.kind === 'array' || ast.kind === 'negate') parts.push(ast.body);
  if (ast.kind === 'if') parts.push(ast.condition, ast.then, ast.otherwise);
  if (ast.kind === 'try') parts.push(ast.body, ast.handler);
  if ('left' in ast) parts.push(ast.left, ast.right);
  return parts.filter((part) => part !== null);
}
