import { type Code, type Each, type Emit, multi, single, type Walk } from '../compile/code.js';
import { compileIdentity } from '../compile/flow.js';
import { fold } from '../compile/fold.js';
import { eachOfStage, type Stage } from '../compile/traversal.js';
import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { add, subtract } from '../value/arithmetic.js';
import { compare } from '../value/compare.js';
import { fail } from '../value/describe.js';
import { isTruthy } from '../value/kind.js';
import { iterate } from '../compile/access.js';
import { beside, found } from '../compile/path.js';
import { type Builtins, eachCombination, macro, type NativeBuiltin } from './builtin.js';
import { REPETITIONS } from './repetitions.js';
import type { Ast } from '../syntax/ast.js';

const NONE = multi(() => false);

/** A builtin over its compiled arguments. */
function over(build: (codes: readonly Code[]) => Code): NativeBuiltin {
  return { build: (asts, names, compile) => build(asts.map((ast) => compile(ast, names))) };
}

function select(condition: Code): Code {
  const walk = (): Walk => (input, path, scope, run, emit) =>
    condition.each(input, scope, run, (value) => isTruthy(value) && emit(input, path));
  if (condition.one !== null) {
    const stage: Stage = { keep: condition.one, change: null };
    return fold(multi(eachOfStage(stage), walk, { stage }), [compileIdentity(), condition]);
  }
  return multi(
    (input, scope, run, emit) => condition.each(input, scope, run, (value) => isTruthy(value) && emit(input)),
    walk,
  );
}

function first(source: Code): Code {
  const walk = (): Walk => {
    const inner = source.walk();
    return (input, path, scope, run, emit) => {
      let stopped = false;
      inner(input, path, scope, run, (value, place) => {
        stopped = emit(value, place);
        return true;
      });
      return stopped;
    };
  };
  if (source.one !== null) return single(source.one, walk);
  return multi((input, scope, run, emit) => {
    let stopped = false;
    source.each(input, scope, run, (value) => {
      stopped = emit(value);
      return true;
    });
    return stopped;
  }, walk);
}

function last(source: Code): Code {
  return multi(
    (input, scope, run, emit) => {
      let latest: { readonly value: Json } | null = null;
      source.each(input, scope, run, (value) => {
        latest = { value };
        return false;
      });
      return emitLatest(latest, emit);
    },
    () => {
      const inner = source.walk();
      return (input, path, scope, run, emit) => {
        let finish = () => false;
        inner(input, path, scope, run, (value, { lost }) => {
          finish = () => emit(value, lost ? beside(path, value) : found(path));
          return false;
        });
        return finish();
      };
    },
  );
}

function emitLatest(latest: { readonly value: Json } | null, emit: Emit): boolean {
  return latest !== null && emit(latest.value);
}

/** A count that goes down with every output, as `limit` and `skip` compute it: a text fails at the first output. */
class Countdown {
  readonly #run: Run;
  left: Json;

  constructor(value: Json, name: string, run: Run) {
    if (compare(value, 0, run) < 0) throw fail(`${name} doesn't support negative count`);
    this.left = value;
    this.#run = run;
  }

  down(): number {
    this.left = subtract(this.left, 1, this.#run);
    return Number(this.left);
  }
}

function limit(size: Code, source: Code): Code {
  return multi(
    (input, scope, run, emit) =>
      size.each(input, scope, run, (value) => {
        const count = new Countdown(value, 'limit', run);
        if (count.left === 0) return false;
        let stopped = false;
        source.each(input, scope, run, (output) => {
          const left = count.down();
          stopped = emit(output);
          return stopped || left <= 0;
        });
        return stopped;
      }),
    () => {
      const inner = source.walk();
      return (input, path, scope, run, emit) =>
        size.each(input, scope, run, (value) => {
          const count = new Countdown(value, 'limit', run);
          if (count.left === 0) return false;
          let stopped = false;
          inner(input, path, scope, run, (output, place) => {
            const left = count.down();
            stopped = emit(output, place);
            return stopped || left <= 0;
          });
          return stopped;
        });
    },
  );
}

function skip(size: Code, source: Code): Code {
  return multi(
    (input, scope, run, emit) =>
      size.each(input, scope, run, (value) => {
        const count = new Countdown(value, 'skip', run);
        return source.each(input, scope, run, (output) => count.down() < 0 && emit(output));
      }),
    () => {
      const inner = source.walk();
      return (input, path, scope, run, emit) =>
        size.each(input, scope, run, (value) => {
          const count = new Countdown(value, 'skip', run);
          return inner(input, path, scope, run, (output, place) => count.down() < 0 && emit(output, place));
        });
    },
  );
}

function range(parts: readonly Code[]): Code {
  return multi((input, scope, run, emit) =>
    eachCombination(parts, 'first-outermost', input, scope, run, (values) => {
      if (values.length === 3) return steps(values, run, emit);
      const [from = null, to = null] = values.length === 1 ? [0, ...values] : values;
      if (typeof from !== 'number' || typeof to !== 'number') throw fail('Range bounds must be numeric');
      // The comparison is jq's: a bound that is no number never ends the loop.
      for (let at = from; !(at >= to); at++) {
        run.step();
        if (emit(at)) return true;
      }
      return false;
    }),
  );
}

/** From a value on by adding to it, as long as it is before the end in jq's order; a step of zero gives nothing. */
function steps([from = null, to = null, by = null]: readonly Json[], run: Run, emit: Emit): boolean {
  const direction = compare(by, 0, run);
  if (direction === 0) return false;
  if (isOrdered(from) && isOrdered(to) && typeof by === 'number') {
    for (let at = from; direction > 0 ? at < to : at > to; at += by) {
      run.step();
      if (emit(at)) return true;
    }
    return false;
  }
  for (let at = from; compare(at, to, run) * direction < 0; at = add(at, by, run)) {
    run.step();
    if (emit(at)) return true;
  }
  return false;
}

function isOrdered(value: Json): value is number {
  return typeof value === 'number' && !Number.isNaN(value);
}

/** Whether some output of `source` fulfils `condition`; stops at the first that does. */
function any(source: Each, condition: Code, wanted: boolean): Code {
  return single((input, scope, run) => {
    let result = !wanted;
    source(input, scope, run, (value) =>
      condition.each(value, scope, run, (answer) => {
        if (isTruthy(answer) !== wanted) return false;
        result = wanted;
        return true;
      }),
    );
    return result;
  });
}

function quantifier(wanted: boolean): (codes: readonly Code[]) => Code {
  return (codes) => {
    const [a, b] = codes;
    if (a === undefined) return any(iterate, IDENTITY, wanted);
    return b === undefined ? any(iterate, a, wanted) : any(a.each, b, wanted);
  };
}

const IDENTITY = single((input) => input);

function isEmpty(source: Code): Code {
  return single((input, scope, run) => {
    let empty = true;
    source.each(input, scope, run, () => {
      empty = false;
      return true;
    });
    return empty;
  });
}

const place = { start: 0, end: 0 };
const DOT: Ast = Object.freeze({ kind: 'identity', ...place });
const PARTS: Ast = Object.freeze({ kind: 'iterate', target: DOT, ...place });

/** What puts out streams or consumes them. */
export const GENERATORS: Builtins = {
  ...REPETITIONS,
  'select/1': over(([condition = NONE]) => select(condition)),
  'map/1': macro((f = DOT) => ({
    kind: 'array',
    body: { kind: 'pipe', left: PARTS, right: f, ...place },
    ...place,
  })),
  'first/0': macro(() => ({
    kind: 'index',
    target: DOT,
    key: { kind: 'literal', value: 0, ...place },
    ...place,
  })),
  'last/0': macro(() => ({
    kind: 'index',
    target: DOT,
    key: { kind: 'literal', value: -1, ...place },
    ...place,
  })),
  'nth/1': macro((n = DOT) => ({ kind: 'index', target: DOT, key: n, ...place })),
  'first/1': over(([source = NONE]) => first(source)),
  'last/1': over(([source = NONE]) => last(source)),
  'limit/2': over(([size = NONE, source = NONE]) => limit(size, source)),
  'skip/2': over(([size = NONE, source = NONE]) => skip(size, source)),
  'range/1': over(range),
  'range/2': over(range),
  'range/3': over(range),
  'any/0': over(quantifier(true)),
  'any/1': over(quantifier(true)),
  'any/2': over(quantifier(true)),
  'all/0': over(quantifier(false)),
  'all/1': over(quantifier(false)),
  'all/2': over(quantifier(false)),
  'isempty/1': over(([source = NONE]) => isEmpty(source)),
  'recurse/0': { build: (_args, names, compile) => compile({ kind: 'recurse', ...place }, names) },
};
