import type { Json } from '../json.js';
import type { Run } from '../run.js';
import type { Node } from '../syntax/ast.js';
import { compilePatterns, type Binder } from './bind.js';
import { type Code, type Each, type EmitPath, multi, single } from './code.js';
import { compileIdentity } from './flow.js';
import { compileGrowth, type Grow } from './growing.js';
import { Accumulator } from '../value/accumulator.js';
import type { Path } from './path.js';
import { type Compile, type Names, Scope } from './scope.js';

/** `reduce source as patterns (initial; update)`: the last state; an update without output makes it null. */
export function compileReduce(ast: Node<'reduce'>, names: Names, compile: Compile): Code {
  const source = compile(ast.source, names);
  const binder = compilePatterns(ast.patterns, names, compile);
  const initial = compile(ast.initial, names);
  const update = compile(ast.update, binder.names);
  const walk: Code['walk'] = () => {
    const start = initial.walk();
    const next = update.walk();
    return (input, path, scope, run, emit) =>
      start(input, path, scope, run, (first, firstPath) => {
        let state: Json = first;
        let place: Path | null = firstPath;
        source.each(input, scope, run, (value) =>
          binder.bind(value, scope, run, (bound) => {
            const [before, beforePath] = [state, place];
            [state, place] = [null, null];
            return next(before, beforePath, bound, run, (after, at) => {
              [state, place] = [after, at];
              return false;
            });
          }),
        );
        return emit(state, place);
      });
  };
  const grow = compileGrowth(ast.update, binder.names, compile);
  const reduction: Reduction = { source, binder, update, grow };
  const { one: start } = initial;
  if (start === null) {
    return multi(
      (input, scope, run, emit) =>
        initial.each(input, scope, run, (first) => emit(reduceFrom(first, reduction, input, scope, run))),
      walk,
    );
  }
  return single(
    (input, scope, run) => reduceFrom(start(input, scope, run), reduction, input, scope, run),
    walk,
  );
}

interface Reduction {
  readonly source: Code;
  readonly binder: Binder;
  readonly update: Code;
  /** Set when the state can grow in place. */
  readonly grow: Grow | null;
}

function reduceFrom(
  first: Json,
  { source, binder, update, grow }: Reduction,
  input: Json,
  scope: Scope,
  run: Run,
): Json {
  const rounds = (step: (bound: Scope) => boolean): boolean =>
    binder.simple
      ? source.each(input, scope, run, (value) => step(new Scope(value, null, scope)))
      : source.each(input, scope, run, (value) => binder.bind(value, scope, run, step));
  if (grow !== null) {
    const state = new Accumulator(first);
    rounds((bound) => {
      run.step();
      grow(state, bound, run);
      return false;
    });
    return state.value;
  }
  let state = first;
  const { one, each } = update;
  rounds((bound) => {
    run.step();
    const before = state;
    state = null;
    if (one !== null) {
      state = one(before, bound, run);
      return false;
    }
    return each(before, bound, run, (after) => {
      state = after;
      return false;
    });
  });
  return state;
}

/** `foreach source as patterns (initial; update; extract)`: every state on the way. */
export function compileForeach(ast: Node<'foreach'>, names: Names, compile: Compile): Code {
  const source = compile(ast.source, names);
  const binder = compilePatterns(ast.patterns, names, compile);
  const initial = compile(ast.initial, names);
  const update = compile(ast.update, binder.names);
  const extract = ast.extract === null ? compileIdentity() : compile(ast.extract, binder.names);
  const each: Each = (input, scope, run, emit) =>
    initial.each(input, scope, run, (first) => {
      let state = first;
      return binder.shield(emit, (shielded) =>
        source.each(input, scope, run, (value) =>
          binder.bind(value, scope, run, (bound) => {
            run.step();
            const before = state;
            state = null;
            return update.each(before, bound, run, (after) => {
              state = after;
              return extract.each(after, bound, run, shielded);
            });
          }),
        ),
      );
    });
  return multi(each, () => foreachWalk(source, binder, initial, update, extract));
}

function foreachWalk(
  source: Code,
  binder: Binder,
  initial: Code,
  update: Code,
  extract: Code,
): ReturnType<Code['walk']> {
  const start = initial.walk();
  const next = update.walk();
  const take = extract.walk();
  return (input, path, scope, run, emit: EmitPath) =>
    start(input, path, scope, run, (first, firstPath) => {
      let state: Json = first;
      let place: Path | null = firstPath;
      return binder.shield(emit, (shielded) =>
        source.each(input, scope, run, (value) =>
          binder.bind(value, scope, run, (bound) => {
            run.step();
            const [before, beforePath] = [state, place];
            [state, place] = [null, null];
            return next(before, beforePath, bound, run, (after, at) => {
              [state, place] = [after, at];
              return take(after, at, bound, run, shielded);
            });
          }),
        ),
      );
    });
}
