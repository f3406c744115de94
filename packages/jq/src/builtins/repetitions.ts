import { type Code, multi, type One, single } from '../compile/code.js';
import type { Path } from '../compile/path.js';
import type { Scope } from '../compile/scope.js';
import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { isTruthy } from '../value/kind.js';
import type { Builtins, NativeBuiltin } from './builtin.js';

const NONE = multi(() => false);
const PLACE = { start: 0, end: 0 };

function repeat(source: Code): Code {
  return multi(
    (input, scope, run, emit) => {
      for (;;) {
        run.step();
        if (source.each(input, scope, run, emit)) return true;
      }
    },
    () => {
      const walk = source.walk();
      return (input, path, scope, run, emit) => {
        for (;;) {
          run.step();
          if (walk(input, path, scope, run, emit)) return true;
        }
      };
    },
  );
}

/** A value on its way through a loop inside a path expression. */
interface Position {
  readonly value: Json;
  readonly path: Path;
}

/** Applies a part with one output inside a path expression. */
function advance(part: Code): (at: Position, scope: Scope, run: Run) => Position {
  const walk = part.walk();
  return (at, scope, run) => {
    let next = at;
    run.step();
    walk(at.value, at.path, scope, run, (value, path) => {
      next = { value, path };
      return false;
    });
    return next;
  };
}

/** `until(condition; update)` where both have one output: a loop. */
function until(condition: One, update: One, part: Code): Code {
  return single(
    (input, scope, run) => {
      let value = input;
      while (!isTruthy(condition(value, scope, run))) {
        run.step();
        value = update(value, scope, run);
      }
      return value;
    },
    () => {
      const next = advance(part);
      return (value, path, scope, run, emit) => {
        let at: Position = { value, path };
        while (!isTruthy(condition(at.value, scope, run))) at = next(at, scope, run);
        return emit(at.value, at.path);
      };
    },
  );
}

/** `while(condition; update)` where both have one output. */
function whileLoop(condition: One, update: One, part: Code): Code {
  return multi(
    (input, scope, run, emit) => {
      for (let value = input; isTruthy(condition(value, scope, run)); value = update(value, scope, run)) {
        run.step();
        if (emit(value)) return true;
      }
      return false;
    },
    () => {
      const next = advance(part);
      return (value, path, scope, run, emit) => {
        let at: Position = { value, path };
        for (; isTruthy(condition(at.value, scope, run)); at = next(at, scope, run)) {
          if (emit(at.value, at.path)) return true;
        }
        return false;
      };
    },
  );
}

/** A loop where both arguments have one output, or else the recursive definition in jq. */
function loop(name: string, build: (condition: One, update: One, part: Code) => Code): NativeBuiltin {
  return {
    build: (asts, names, compile) => {
      const [condition = NONE, update = NONE] = asts.map((ast) => compile(ast, names));
      if (condition.one !== null && update.one !== null) return build(condition.one, update.one, update);
      return compile({ kind: 'call', name, args: asts, ...PLACE }, names);
    },
  };
}

/** What applies a part again and again. */
export const REPETITIONS: Builtins = {
  'until/2': loop('_until', until),
  'while/2': loop('_while', whileLoop),
  'repeat/1': {
    build: ([ast], names, compile) => repeat(ast === undefined ? NONE : compile(ast, names)),
  },
};
