import { checkNames } from './compile/check.js';
import { compileAst } from './compile/compiler.js';
import type { Code, Each } from './compile/code.js';
import { EMPTY_SCOPE, rootNames } from './compile/scope.js';
import type { DialectOption } from './dialect/dialect.js';
import { JqBudgetError, JqSyntaxError } from './errors.js';
import type { Json } from './json.js';
import { type Budget, DEFAULT_BUDGET, type Meter, Run, toBudget, toPublicError } from './run.js';
import { parse } from './syntax/parser.js';
import { read } from './value/record.js';

/** How a program is compiled. */
export interface CompileOptions extends DialectOption {
  /** The names (without `$`) of the variables that evaluations pass in. Any other variable is a syntax error. */
  readonly variables?: readonly string[];
}

/** How one evaluation runs. */
export interface EvaluateOptions {
  /** Milliseconds since 1970: what `now` and the local time builtins read. Without it they fail. */
  readonly now?: number;
  /** An IANA time zone for the local time builtins; UTC by default. */
  readonly timeZone?: string;
  /** Limits that differ from `DEFAULT_BUDGET`. */
  readonly budget?: Partial<Budget>;
  /** Is told what the evaluation has cost, also when it failed. */
  readonly meter?: Meter;
}

/** Values of the variables by name, without `$`. A declared variable without a value is null. */
export type Variables = { readonly [name: string]: Json };

/** A compiled program. It keeps no state: evaluations are independent and may be nested. */
export interface Filter {
  readonly source: string;
  /**
   * The first output, or undefined when there is none; later outputs are not computed.
   *
   * @throws JqError what the program raised; JqBudgetError when it used up its budget
   */
  one(input: Json, variables?: Variables, options?: EvaluateOptions): Json | undefined;
  /** All outputs. Throws like `one`. */
  all(input: Json, variables?: Variables, options?: EvaluateOptions): Json[];
  /** The outputs one after the other; an error comes after the outputs before it. */
  iterate(input: Json, variables?: Variables, options?: EvaluateOptions): IterableIterator<Json>;
}

const NO_VALUES: readonly Json[] = [];
const FIRST_BATCH = 16;

function valuesOf(names: readonly string[], variables: Variables = {}): readonly Json[] {
  const values: Json[] = [];
  for (const name of names) values.push(read(variables, name));
  return values;
}

function firstOf(each: Each, input: Json, run: Run): Json | undefined {
  let first: Json | undefined;
  each(input, EMPTY_SCOPE, run, (value) => {
    first = value;
    return true;
  });
  return first;
}

class CompiledFilter implements Filter {
  readonly source: string;
  readonly #code: Code;
  readonly #names: readonly string[];

  constructor(source: string, code: Code, names: readonly string[]) {
    this.source = source;
    this.#code = code;
    this.#names = names;
  }

  one(input: Json, variables?: Variables, options?: EvaluateOptions): Json | undefined {
    const { one, each } = this.#code;
    const run = this.#run(variables, options);
    try {
      return one === null ? firstOf(each, input, run) : one(input, EMPTY_SCOPE, run);
    } catch (error) {
      throw toPublicError(error);
    } finally {
      options?.meter?.spend(run.cost);
    }
  }

  all(input: Json, variables?: Variables, options?: EvaluateOptions): Json[] {
    const outputs: Json[] = [];
    this.#collect(outputs, Infinity, input, variables, options);
    return outputs;
  }

  *iterate(input: Json, variables?: Variables, options?: EvaluateOptions): IterableIterator<Json> {
    let given = 0;
    // Evaluation cannot pause, and it is repeatable: each batch runs the program again, further than before.
    for (let batch = FIRST_BATCH; ; batch *= 8) {
      const outputs: Json[] = [];
      let failure: { readonly error: unknown } | null = null;
      try {
        this.#collect(outputs, batch, input, variables, options);
      } catch (error) {
        failure = { error };
      }
      for (; given < outputs.length; given++) yield outputs[given] ?? null;
      if (failure !== null) throw failure.error;
      if (outputs.length < batch) return;
    }
  }

  #collect(
    outputs: Json[],
    size: number,
    input: Json,
    variables: Variables | undefined,
    options: EvaluateOptions | undefined,
  ): void {
    const limit = toBudget(options?.budget).outputs;
    const run = this.#run(variables, options);
    try {
      this.#code.each(input, EMPTY_SCOPE, run, (value) => {
        if (outputs.length >= limit) throw new JqBudgetError('outputs');
        outputs.push(value);
        return outputs.length >= size;
      });
    } catch (error) {
      throw toPublicError(error);
    } finally {
      options?.meter?.spend(run.cost);
    }
  }

  #run(variables: Variables | undefined, options: EvaluateOptions | undefined): Run {
    const values = this.#names.length === 0 ? NO_VALUES : valuesOf(this.#names, variables);
    if (options === undefined) return new Run(DEFAULT_BUDGET, values, undefined, 'UTC');
    return new Run(toBudget(options.budget), values, options.now, options.timeZone ?? 'UTC');
  }
}

/**
 * Compiles a jq program to closures, once for many evaluations.
 *
 * @throws JqSyntaxError for bad syntax and for variables, functions and labels that are not defined
 * @example compile('.a.b').one({ a: { b: 1 } }) // 1
 * @example compile('.n + $by', { variables: ['by'] }).one({ n: 1 }, { by: 2 }) // 3
 */
export function compile(source: string, options: CompileOptions = {}): Filter {
  const { variables: names = [], dialect = 'jq' } = options;
  const ast = parse(source, { dialect });
  try {
    checkNames(ast, source, names, dialect);
    return new CompiledFilter(source, compileAst(ast, rootNames(names, dialect)), names);
  } catch (error) {
    if (error instanceof RangeError)
      throw new JqSyntaxError('The program is too large or nests too deeply', source, 0, source.length);
    throw error;
  }
}
