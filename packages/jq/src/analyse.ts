import { compileAst } from './compile/compiler.js';
import { children } from './compile/check.js';
import { patternVariables } from './compile/destructure.js';
import { rootNames } from './compile/scope.js';
import type { Json } from './json.js';
import type { Ast, Definition, Pattern } from './syntax/ast.js';

/** What can be said about a program without running it. */
export interface Analysis {
  /** The variables that the program reads and does not bind, in order of their first use. */
  readonly variables: readonly string[];
  /** The constant paths below the input that the program reads; `[]` stands for the whole input. */
  readonly paths: readonly (readonly Json[])[];
  /** True when the program always has exactly one output, or fails. False: it may have any number. */
  readonly single: boolean;
}

/**
 * Analyses a program's syntax tree.
 *
 * @example analyse(parse('.a.b + $x')).variables // ['x']
 */
export function analyse(ast: Ast): Analysis {
  const variables = freeVariables(ast);
  const paths = new Map<string, readonly Json[]>();
  readPaths(ast, (path) => paths.set(JSON.stringify(path), path));
  return { variables, paths: [...paths.values()], single: isSingle(ast, variables) };
}

function isSingle(ast: Ast, variables: readonly string[]): boolean {
  try {
    return compileAst(ast, rootNames(variables, 'jq')).one !== null;
  } catch {
    return false;
  }
}

function freeVariables(ast: Ast): string[] {
  const found = new Set<string>();
  visit(ast, new Set(['ENV', '__loc__']), found);
  return [...found];
}

function visit(ast: Ast, bound: ReadonlySet<string>, found: Set<string>): void {
  if (ast.kind === 'variable') {
    if (!bound.has(ast.name)) found.add(ast.name);
    return;
  }
  if (ast.kind === 'function') {
    visitDefinition(ast.definition, bound, found);
    visit(ast.rest, bound, found);
    return;
  }
  if (ast.kind === 'bind' || ast.kind === 'reduce' || ast.kind === 'foreach') {
    visitBinding(ast, bound, found);
    return;
  }
  if (ast.kind === 'label') visit(ast.body, bound, found);
  for (const child of children(ast)) visit(child, bound, found);
}

function visitDefinition({ params, body }: Definition, bound: ReadonlySet<string>, found: Set<string>): void {
  const own = params.filter((param) => param.startsWith('$')).map((param) => param.slice(1));
  visit(body, new Set([...bound, ...own]), found);
}

type Binding = Extract<Ast, { readonly kind: 'bind' | 'reduce' | 'foreach' }>;

function visitBinding(ast: Binding, bound: ReadonlySet<string>, found: Set<string>): void {
  visit(ast.source, bound, found);
  const inside = new Set([...bound, ...ast.patterns.flatMap(patternVariables)]);
  const inKeys = ast.patterns.length > 1 ? inside : bound;
  for (const pattern of ast.patterns) visitKeys(pattern, inKeys, found);
  if (ast.kind === 'bind') return visit(ast.body, inside, found);
  visit(ast.initial, bound, found);
  visit(ast.update, inside, found);
  if (ast.kind === 'foreach' && ast.extract !== null) visit(ast.extract, inside, found);
}

function visitKeys(pattern: Pattern, bound: ReadonlySet<string>, found: Set<string>): void {
  if (pattern.kind === 'array') for (const item of pattern.items) visitKeys(item, bound, found);
  if (pattern.kind !== 'object') return;
  for (const { key, value } of pattern.members) {
    visit(key, bound, found);
    if (value !== null) visitKeys(value, bound, found);
  }
}

/** The constant keys of `.a.b[0]`, or null when the node is something else. */
function constantPath(ast: Ast): readonly Json[] | null {
  if (ast.kind === 'identity') return [];
  if (ast.kind === 'try' && ast.handler === null) return constantPath(ast.body);
  if (ast.kind !== 'index' || ast.key.kind !== 'literal') return null;
  const target = constantPath(ast.target);
  return target === null ? null : [...target, ast.key.value];
}

/** Reports what the program reads of its input. Where it cannot be told, the whole input counts as read. */
function readPaths(ast: Ast, report: (path: readonly Json[]) => void): void {
  const path = constantPath(ast);
  if (path !== null) return report(path);
  switch (ast.kind) {
    case 'literal':
    case 'variable':
    case 'location':
    case 'break':
      return;
    case 'pipe':
      return readPipe(ast.left, report);
    case 'array':
    case 'object':
    case 'string':
    case 'negate':
    case 'comma':
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or':
    case 'alternative':
    case 'if':
    case 'iterate':
    case 'index':
    case 'slice':
      return children(ast).forEach((child) => readPaths(child, report));
    case 'bind':
      readPaths(ast.source, report);
      return readPaths(ast.body, report);
    default:
      return report([]);
  }
}

/** After a pipe the input is what the left side put out, so only the left side reads the program's input. */
function readPipe(left: Ast, report: (path: readonly Json[]) => void): void {
  readPaths(left, report);
}
