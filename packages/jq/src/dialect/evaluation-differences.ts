import { type Builtins, unary } from '../builtins/builtin.js';
import { CORE } from '../builtins/core.js';
import { findFormat, type Format, tojson, tostring } from '../builtins/formats.js';
import { GENERATORS } from '../builtins/generators.js';
import { REGEX } from '../builtins/regex.js';
import { TEXTS } from '../builtins/texts.js';
import { ARITHMETIC, type Binary, multiply } from '../value/arithmetic.js';
import { describe, fail } from '../value/describe.js';
import type { Difference } from './dialect.js';
import type { Evaluation } from './evaluation.js';
import { JACKSON_BUILTINS } from './jackson-builtins.js';
import { parseJavaNumber } from './java-number.js';

/** jq's builtins as `_name`, for the definitions that take their names. */
function underscored(table: Builtins, ...names: readonly string[]): Builtins {
  return Object.fromEntries(
    names.flatMap((name) => {
      const builtin = table[name];
      return builtin === undefined ? [] : [[`_${name}`, builtin] as const];
    }),
  );
}

const encodeUri: Format = (value, run) =>
  findFormat('uri')(value, run).replace(/%(?:21|27|28|29|2A)/g, decodeURIComponent);

const multiplyText: Binary = (a, b, run) => {
  const [text, times] = typeof a === 'string' ? [a, b] : [b, a];
  if (typeof text !== 'string' || typeof times !== 'number') return multiply(a, b, run);
  if (times <= 0) return null;
  return times < 1 ? text : multiply(text, times, run);
};

const tonumber = unary((value, run) => {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') run.spend(value.length >> 4);
  const number = typeof value === 'string' ? parseJavaNumber(value) : undefined;
  if (number === undefined) throw fail(`${describe(value, run)} cannot be parsed as a number`);
  return number;
});

/** A replacement as text: JSON for what is no container, else nothing. */
const replacementText = unary((value, run) =>
  typeof value === 'object' && value !== null
    ? ''
    : value === null
      ? tojson(value, run)
      : tostring(value, run),
);

/** Where jackson-jq evaluates otherwise than jq, after its sources. */
export const EVALUATION_DIFFERENCES: readonly Difference<Partial<Evaluation>>[] = [
  {
    name: 'Builtins',
    jq: 'those of 1.8',
    jackson:
      'those of its jq 1.6 mode: no `abs`, `env`, `pick`, `toarray`, `todate`, `trim` …, but `recurse_down`',
    noticed: 'the arguments `date`, `env` and `toarray` stay text',
    change: { known: JACKSON_BUILTINS, definitions: 'def recurse_down: recurse;' },
  },
  {
    name: '`$ENV`',
    jq: 'the environment (here an empty object)',
    jackson: 'an undefined variable',
    noticed: 'the argument `$ENV.HOME` stays text',
    change: { variables: [] },
  },
  {
    name: '`recurse` and null',
    jq: '`recurse` and `recurse(f)` put out null like any value',
    jackson: 'leave null out, and do not go on from it; `..` puts it out',
    noticed: '`[recurse]` is shorter; `recurse(.parent)` ends at the top',
    change: {
      definitions: `
        def recurse(f): def next: ., (f | values | next); next;
        def recurse: recurse(.[]?);
      `,
    },
  },
  {
    name: '`paths` and null',
    jq: 'has the paths of all values',
    jackson: 'has no paths of nulls',
    noticed: '`[paths]` is shorter',
    change: { definitions: 'def paths: paths(. != null);' },
  },
  {
    name: '`last(f)` and `nth(n; f)` of too little',
    jq: 'no output',
    jackson: 'the last output of `f`, or null when it has none',
    noticed: '`last(empty)` is null; `nth(5; 1, 2)` is 2',
    change: {
      definitions: `
        def last(f): reduce f as $output (null; $output);
        def nth($n; f):
          if $n < 0 then error("nth doesn't support negative indices") else last(limit($n + 1; f)) end;
      `,
    },
  },
  {
    name: '`limit` below zero',
    jq: 'an error',
    jackson: 'all outputs',
    noticed: '`limit(-1; .[])` is `.[]`',
    change: {
      builtins: underscored(GENERATORS, 'limit/2'),
      definitions: 'def limit($n; f): if $n < 0 then f else _limit($n; f) end;',
    },
  },
  {
    name: '`error` with null',
    jq: 'raises null',
    jackson: 'has no output',
    noticed: '`error(.problem)` passes when there is none',
    change: {
      builtins: underscored(CORE, 'error/0'),
      definitions: 'def error: values | _error; def error(message): message | error;',
    },
  },
  {
    name: '`tonumber`',
    jq: 'takes a number as JSON writes it',
    jackson: 'takes what Java takes: blanks around it, `1d`, `2.5f`',
    noticed: '`" 12 " | tonumber` is 12',
    change: { builtins: { 'tonumber/0': tonumber } },
  },
  {
    name: '`@uri`',
    jq: 'keeps letters, digits and `-_.~`',
    jackson: "keeps `!*'()` too",
    noticed: '`"a (b)" | @uri` is `a%20(b)`',
    change: { formats: { uri: encodeUri } },
  },
  {
    name: '`ltrimstr` and `rtrimstr` of what is no string',
    jq: 'an error',
    jackson: 'the input as it is',
    noticed: '`5 | ltrimstr("a")` is 5',
    change: {
      builtins: underscored(TEXTS, 'ltrimstr/1', 'rtrimstr/1'),
      definitions: `
        def ltrimstr($part): if [., $part] | all(type == "string") then _ltrimstr($part) else . end;
        def rtrimstr($part): if [., $part] | all(type == "string") then _rtrimstr($part) else . end;
      `,
    },
  },
  {
    name: 'Replacements of `sub` and `gsub`',
    jq: 'must be strings (or null)',
    jackson: 'become text; arrays and objects become nothing',
    noticed: '`"n: N" | sub("N"; 5)` is `n: 5`',
    change: {
      builtins: {
        ...underscored(REGEX, 'sub/2', 'sub/3', 'gsub/2', 'gsub/3'),
        '_text/0': replacementText,
      },
      definitions: `
        def sub($re; f): _sub($re; f | _text);
        def sub($re; f; $flags): _sub($re; f | _text; $flags);
        def gsub($re; f): _gsub($re; f | _text);
        def gsub($re; f; $flags): _gsub($re; f | _text; $flags);
      `,
    },
  },
  {
    name: '`walk`',
    jq: 'keeps the order of keys; a member without output is left out, of several outputs the first counts',
    jackson:
      'sorts the keys; a member without output empties what came before it, of several outputs the last counts',
    noticed: '`walk(.) | tojson` has sorted keys',
    change: {
      definitions: `
        def walk(f):
          def visit:
            . as $value
            | if type == "object" then reduce keys[] as $key ({}; . + {($key): ($value[$key] | visit)})
              elif type == "array" then map(visit)
              else . end
            | f;
          visit;
      `,
    },
  },
  {
    name: 'A string times a number',
    jq: 'an empty string for less than 1, null below zero',
    jackson: 'the string itself for less than 1, null for zero and below',
    noticed: '`"-" * 0` is null',
    change: { arithmetic: { ...ARITHMETIC, '*': multiplyText } },
  },
];
