import type { Ast, Node } from '../syntax/ast.js';
import { findBuiltin } from '../builtins/library.js';
import { JqSyntaxError } from '../errors.js';
import { type Code, type Each, multi, type One, single, type Walk } from './code.js';
import { settle } from './fold.js';
import {
  type Binding,
  type Callable,
  type Closure,
  type Compile,
  findFunction,
  type Names,
  outer,
  Scope,
  type Variant,
  withBinding,
} from './scope.js';

/** `def …; rest`. Bodies are compiled when first called. */
export function compileFunction(ast: Node<'function'>, names: Names, compile: Compile): Code {
  const { definition } = ast;
  const callable: Callable = { definition, names: () => inside, variants: new Map() };
  const inside = withBinding(names, { kind: 'function', name: definition.name, callable });
  return compile(ast.rest, inside);
}

/** A call: of a closure parameter, a defined function, or a builtin. */
export function compileCall(ast: Node<'call'>, names: Names, compile: Compile): Code {
  const found = findFunction(names, ast.name, ast.args.length);
  if (found !== null && found.binding.kind === 'closure')
    return closureCall(found.hops, found.binding.single);
  if (found !== null && found.binding.kind === 'function') {
    return functionCall(found.binding.callable, found.hops, ast.args, names, compile);
  }
  const builtin = findBuiltin(ast.name, ast.args.length, names.dialect);
  if (builtin === null) throw undefinedFunction(ast, '');
  return 'build' in builtin
    ? builtin.build(ast.args, names, compile)
    : functionCall(builtin.callable, names.depth, ast.args, names, compile);
}

/** The error of a call to what is not defined. */
export function undefinedFunction(ast: Node<'call'>, source: string): JqSyntaxError {
  return new JqSyntaxError(`${ast.name}/${ast.args.length} is not defined`, source, ast.start, ast.end);
}

function closureCall(hops: number, isSingle: boolean): Code {
  const each: Each = (input, scope, run, emit) => {
    const closure = closureAt(scope, hops);
    run.enter();
    const stopped = closure.code.each(input, closure.scope, run, emit);
    run.leave();
    return stopped;
  };
  const walk = (): Walk => (input, path, scope, run, emit) => {
    const closure = closureAt(scope, hops);
    run.enter();
    const stopped = closure.code.walk()(input, path, closure.scope, run, emit);
    run.leave();
    return stopped;
  };
  if (!isSingle) return multi(each, walk);
  return single((input, scope, run) => {
    const { code, scope: seen } = closureAt(scope, hops);
    run.enter();
    const value = code.one === null ? null : code.one(input, seen, run);
    run.leave();
    return value;
  }, walk);
}

function closureAt(scope: Scope, hops: number): Closure {
  const { closure } = outer(scope, hops);
  if (closure === null) throw new TypeError('A closure parameter has no closure');
  return closure;
}

/** How an argument becomes a closure: a closure parameter handed on stays what it is. */
type Pack = (scope: Scope) => Closure;

function packer(arg: Ast, code: Code, names: Names): Pack {
  if (arg.kind === 'call' && arg.args.length === 0) {
    const found = findFunction(names, arg.name, 0);
    if (found !== null && found.binding.kind === 'closure') {
      const { hops } = found;
      return (scope) => closureAt(scope, hops);
    }
  }
  return (scope) => ({ code, scope });
}

function functionCall(
  callable: Callable,
  hops: number,
  args: readonly Ast[],
  names: Names,
  compile: Compile,
): Code {
  const codes = args.map((arg) => compile(arg, names));
  const packs = args.map((arg, position) => packer(arg, codes[position] ?? multi(() => false), names));
  const variant = variantFor(
    callable,
    codes.map((code) => code.one !== null),
    compile,
  );
  const enter = (scope: Scope): Scope => {
    let frame = outer(scope, hops);
    for (const pack of packs) frame = new Scope(null, pack(scope), frame);
    return frame;
  };
  const each: Each = (input, scope, run, emit) => {
    run.enter();
    const stopped = bodyOf(variant).each(input, enter(scope), run, emit);
    run.leave();
    return stopped;
  };
  const walk = (): Walk => (input, path, scope, run, emit) => {
    run.enter();
    const stopped = bodyOf(variant).walk()(input, path, enter(scope), run, emit);
    run.leave();
    return stopped;
  };
  const one = variant.code?.one ?? null;
  const call = one === null ? multi(each, walk) : single(oneCall(one, enter), walk);
  return args.length === 0 ? settle(call, variant.code?.reads) : call;
}

function oneCall(one: One, enter: (scope: Scope) => Scope): One {
  return (input, scope, run) => {
    run.enter();
    const value = one(input, enter(scope), run);
    run.leave();
    return value;
  };
}

function bodyOf(variant: Variant): Code {
  if (variant.code === null) throw new TypeError('A function is called before it is compiled');
  return variant.code;
}

const MAX_VARIANTS = 4;

/** The function compiled for arguments that are single or not; in a recursive call it is still being compiled. */
function variantFor(callable: Callable, singles: readonly boolean[], compile: Compile): Variant {
  const wanted = singles.map((isSingle) => (isSingle ? '1' : '*')).join('');
  const { variants } = callable;
  const key = variants.has(wanted) || variants.size < MAX_VARIANTS ? wanted : '*'.repeat(singles.length);
  const known = variants.get(key);
  if (known !== undefined) return known;
  const variant: Variant = { code: null };
  variants.set(key, variant);
  try {
    variant.code = compileBody(callable, key, compile);
  } catch (error) {
    variants.delete(key);
    throw error;
  }
  return variant;
}

function compileBody({ definition, names }: Callable, key: string, compile: Compile): Code {
  let inside = names();
  for (const [position, param] of definition.params.entries()) {
    const binding: Binding = { kind: 'closure', name: param.replace('$', ''), single: key[position] === '1' };
    inside = withBinding(inside, binding);
  }
  return compile(bindParams(definition.params, definition.body), inside);
}

/** `def f($a): body` means `def f(a): a as $a | body`. */
function bindParams(params: readonly string[], body: Ast): Ast {
  const { start, end } = body;
  return params.reduceRight<Ast>((inner, param) => {
    if (!param.startsWith('$')) return inner;
    const name = param.slice(1);
    const source: Ast = { kind: 'call', name, args: [], start, end };
    return {
      kind: 'bind',
      source,
      patterns: [{ kind: 'variable', name, start, end }],
      body: inner,
      start,
      end,
    };
  }, body);
}
