import type { Json } from '../json.js';
import type { Run } from '../run.js';
import type { Node } from '../syntax/ast.js';
import { compilePatterns, type Binder } from './bind.js';
import { type Code, type Each, multi, single } from './code.js';
import { compileIdentity } from './flow.js';
import { compileGrowth } from './growing.js';
import { beside, found, type Path } from './path.js';
import { compileReduction, summands } from './reduction.js';
import type { Compile, Names, Scope } from './scope.js';

/** `reduce source as patterns (initial; update)`: the last state; an update without output makes it null. */
export function compileReduce(ast: Node<'reduce'>, names: Names, compile: Compile): Code {
  const source = compile(ast.source, names);
  const binder = compilePatterns(ast.patterns, names, compile);
  const initial = compile(ast.initial, names);
  const update = compile(ast.update, binder.names);
  const walk: Code['walk'] = () => {
    const start = initial.walk();
    const next = update.walk();
    const rounds = roundsWalk(source, binder);
    return (input, path, scope, run, emit) => {
      const sourceInput = once(input);
      return start(input, path, scope, run, (first, from) => {
        let state: Json = first;
        let made = false;
        // The source sees the input again, whatever the initial state was made of.
        rounds(sourceInput(), found(from), scope, run, (bound, at) => {
          const before = state;
          state = null;
          return next(before, found(at), bound, run, (after, { lost }) => {
            [state, made] = [after, lost];
            return false;
          });
        });
        return emit(state, made ? beside(from, state) : found(from));
      });
    };
  };
  const reduce = compileReduction({
    source,
    binder,
    update,
    grow: compileGrowth(ast.update, binder.names, compile),
    sum: summands(ast, source, names, compile),
  });
  const { one: start } = initial;
  if (start === null) {
    return multi((input, scope, run, emit) => {
      const sourceInput = once(input);
      return initial.each(input, scope, run, (first) => emit(reduce(first, sourceInput(), scope, run)));
    }, walk);
  }
  return single((input, scope, run) => reduce(start(input, scope, run), input, scope, run), walk);
}

/** Of several initial values only the first finds the input: jq gives it away to the source. */
function once(input: Json): () => Json {
  let next = input;
  return () => {
    const value = next;
    next = null;
    return value;
  };
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
      return source.each(input, scope, run, (value) =>
        binder.bind(value, null, scope, run, (bound) => {
          run.step();
          const before = state;
          state = null;
          return update.each(before, bound, run, (after) => {
            state = after;
            return extract.each(after, bound, run, emit);
          });
        }),
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
  const rounds = roundsWalk(source, binder);
  return (input, path, scope, run, emit) =>
    start(input, path, scope, run, (first, from) => {
      let state: Json = first;
      return rounds(input, found(from), scope, run, (bound, at) => {
        const before = state;
        state = null;
        return next(before, found(at), bound, run, (after, place) => {
          state = after;
          return take(after, place, bound, run, emit);
        });
      });
    });
}

type Rounds = (
  input: Json,
  path: Path,
  scope: Scope,
  run: Run,
  round: (bound: Scope, at: Path) => boolean,
) => boolean;

/** The rounds of a loop inside a path expression: each goes on from where the source has come to, as in jq. */
function roundsWalk(source: Code, binder: Binder): Rounds {
  const walk = source.walk();
  return (input, path, scope, run, round) =>
    walk(input, path, scope, run, (value, place) =>
      binder.bind(value, place, scope, run, (bound, at) => {
        run.step();
        return round(bound, at ?? place);
      }),
    );
}
