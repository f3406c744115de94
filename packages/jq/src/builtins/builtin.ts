import type { Code, Emit, Facts, One } from '../compile/code.js';
import { handingOn, multi, single } from '../compile/code.js';
import { compileIdentity } from '../compile/flow.js';
import { fold } from '../compile/fold.js';
import type { Callable, Compile, Names } from '../compile/scope.js';
import type { Json } from '../json.js';
import type { Run } from '../run.js';
import type { Ast } from '../syntax/ast.js';

/** How calls of a builtin are compiled: by code of our own, or as a function written in jq. */
export type Builtin = NativeBuiltin | { readonly callable: Callable };

/** A builtin that compiles its own calls. */
export interface NativeBuiltin {
  readonly build: (args: readonly Ast[], names: Names, compile: Compile) => Code;
}

/** Builtins by `name/arity`. */
export type Builtins = Readonly<Record<string, NativeBuiltin>>;

/** A builtin without arguments: one value from one value. */
export function unary(operation: (input: Json, run: Run) => Json, facts?: Facts): NativeBuiltin {
  const code = single((input, _scope, run) => operation(input, run), undefined, { reads: 'input', ...facts });
  return { build: () => code };
}

/** Whether the first or the last argument is the outer loop; those that jq has in C take the last. */
export type Order = 'last-outermost' | 'first-outermost';

/** A builtin of values: called once for each combination of its arguments' outputs. */
export function withArgs(
  operation: (input: Json, args: readonly Json[], run: Run) => Json,
  order: Order = 'last-outermost',
): NativeBuiltin {
  return {
    build: (asts, names, compile) => {
      const codes = asts.map((ast) => compile(ast, names));
      const ones = codes.map((code) => code.one);
      if (ones.every((one) => one !== null))
        return fold(single(callOnce(operation, ones, order)), [compileIdentity(), ...codes]);
      return multi((input, scope, run, emit) =>
        eachCombination(codes, order, input, scope, run, (args) => emit(operation(input, args, run))),
      );
    },
  };
}

/** A builtin that puts out a value it was given: inside a path expression such a value keeps its place. */
export function passing({ build }: NativeBuiltin): NativeBuiltin {
  return { build: (args, names, compile) => handingOn(build(args, names, compile)) };
}

/** A builtin that inside a path expression is another one, which is written in jq and takes the same arguments. */
export function walkedAs(name: string, { build }: NativeBuiltin): NativeBuiltin {
  return {
    build: (args, names, compile) => {
      const written: Ast = { kind: 'call', name, args, start: 0, end: 0 };
      return { ...build(args, names, compile), walk: () => compile(written, names).walk() };
    },
  };
}

/** A builtin that also reads the clock or the time zone: its output is not known before the evaluation. */
export function ofEvaluation({ build }: NativeBuiltin): NativeBuiltin {
  return { build: (args, names, compile) => ({ ...build(args, names, compile), reads: undefined }) };
}

function callOnce(
  operation: (input: Json, args: readonly Json[], run: Run) => Json,
  ones: readonly One[],
  order: Order,
): One {
  const [first, second, third] = ones;
  if (first !== undefined && second === undefined) {
    return (input, scope, run) => operation(input, [first(input, scope, run)], run);
  }
  if (order === 'last-outermost' && first !== undefined && second !== undefined && third === undefined) {
    return (input, scope, run) => {
      const right = second(input, scope, run);
      return operation(input, [first(input, scope, run), right], run);
    };
  }
  const sequence = order === 'first-outermost' ? ones : [...ones].reverse();
  return (input, scope, run) => {
    const args: Json[] = [];
    for (const one of sequence) args.push(one(input, scope, run));
    return operation(input, order === 'first-outermost' ? args : args.reverse(), run);
  };
}

/** Calls back with every combination of the outputs of some arguments. */
export function eachCombination(
  codes: readonly Code[],
  order: Order,
  input: Json,
  scope: Parameters<One>[1],
  run: Run,
  take: (args: readonly Json[]) => boolean,
): boolean {
  const sequence = order === 'first-outermost' ? codes : [...codes].reverse();
  const next = (position: number, chosen: readonly Json[]): boolean => {
    const code = sequence[position];
    if (code === undefined) return take(order === 'first-outermost' ? chosen : [...chosen].reverse());
    const collectOne: Emit = (value) => next(position + 1, [...chosen, value]);
    return code.each(input, scope, run, collectOne);
  };
  return next(0, []);
}

/** A builtin whose call is an expression of jq, with the call's arguments put in as they are. */
export function macro(expand: (...args: Ast[]) => Ast): NativeBuiltin {
  return { build: (args, names, compile) => compile(expand(...args), names) };
}
