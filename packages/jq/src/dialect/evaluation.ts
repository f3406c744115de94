import type { Builtins } from '../builtins/builtin.js';
import type { Format } from '../builtins/formats.js';
import { ARITHMETIC, type ArithmeticOperator, type Binary } from '../value/arithmetic.js';

/** Where the dialects part after reading a program. All of it is settled when the program is compiled. */
export interface Evaluation {
  /** The builtins that a program may call; null: all there are. */
  readonly known: ReadonlySet<string> | null;
  /** The variables that every program has. */
  readonly variables: readonly string[];
  /** Builtins in place of jq's. */
  readonly builtins: Builtins;
  /** The same for those that are best said in jq. */
  readonly definitions: string;
  /** Formats in place of jq's. */
  readonly formats: Readonly<Record<string, Format>>;
  readonly arithmetic: Readonly<Record<ArithmeticOperator, Binary>>;
}

/** jq 1.8. */
export const JQ_EVALUATION: Evaluation = {
  known: null,
  variables: ['ENV', '__loc__'],
  builtins: {},
  definitions: '',
  formats: {},
  arithmetic: ARITHMETIC,
};
