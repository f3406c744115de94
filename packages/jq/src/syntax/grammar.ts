/** What a binary operator does, by its level. */
export type OperatorLevel = 'alternative' | 'assign' | 'or' | 'and' | 'compare' | 'sum' | 'product';

/** How tightly a binary operator binds: the higher the rank, the tighter. */
export interface OperatorRule {
  readonly rank: number;
  readonly associates: 'left' | 'right' | 'none';
}

/** The binary operators by their sign. */
export type OperatorTable = ReadonlyMap<string, OperatorRule>;

const SIGNS: Readonly<Record<OperatorLevel, readonly string[]>> = {
  alternative: ['//'],
  assign: ['=', '|=', '//=', '+=', '-=', '*=', '/=', '%='],
  or: ['or'],
  and: ['and'],
  compare: ['==', '!=', '<', '<=', '>', '>='],
  sum: ['+', '-'],
  product: ['*', '/', '%'],
};

/** Ranks the operators, the loosest first; levels in one row bind alike. */
export function operatorTable(
  rows: readonly (readonly [OperatorRule['associates'], ...OperatorLevel[]])[],
): OperatorTable {
  return new Map(
    rows.flatMap(([associates, ...levels], rank) =>
      levels.flatMap((level) => SIGNS[level].map((sign) => [sign, { rank, associates }] as const)),
    ),
  );
}

/** Where the grammars of the dialects part. */
export interface Grammar {
  readonly operators: OperatorTable;
  /** Whether `a, b as $x | …` binds the outputs of `a` too. */
  readonly bindsLists: boolean;
  /** Whether `try` takes everything up to `catch` or the closing bracket. */
  readonly triesPipes: boolean;
  /** Whether a call may have empty parentheses. */
  readonly emptyArguments: boolean;
  /** Whether a program may have no expression: nothing at all, comments or only definitions. */
  readonly emptyProgram: boolean;
  /** Whether string literals may hold line breaks and other control characters as they are. */
  readonly rawControls: boolean;
  /** Whether `$__loc__` is the place in the program. */
  readonly locations: boolean;
  /** A number literal, from its first character. */
  readonly number: RegExp;
  /** The largest whole number that may be written without point and exponent. */
  readonly largestInteger: bigint | null;
  /** Blanks and comments. */
  readonly blank: RegExp;
}

/** The grammar of jq 1.8. */
export const JQ_GRAMMAR: Grammar = {
  operators: operatorTable([
    ['right', 'alternative'],
    ['none', 'assign'],
    ['left', 'or'],
    ['left', 'and'],
    ['none', 'compare'],
    ['left', 'sum'],
    ['left', 'product'],
  ]),
  bindsLists: false,
  triesPipes: false,
  emptyArguments: false,
  emptyProgram: true,
  rawControls: true,
  locations: true,
  number: /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y,
  largestInteger: null,
  blank: /(?:[ \t\r\n\ufeff]+|#(?:\\\r?\n|\\.|[^\n\\])*)*/y,
};
