import { brokenPath, type Code, type Emit, multi, type Walk } from '../compile/code.js';
import type { Scope } from '../compile/scope.js';
import type { Json } from '../json.js';
import { RegexSyntaxError } from '../regex/nodes.js';
import { areFlags, compileRegex, type Extent, findMatches, type Match, type Regex } from '../regex/regex.js';
import type { Run } from '../run.js';
import { add } from '../value/arithmetic.js';
import { describe, fail } from '../value/describe.js';
import { isArray, kindOf } from '../value/kind.js';
import { type Draft, put } from '../value/record.js';
import {
  type Builtins,
  eachCombination,
  type NativeBuiltin,
  type Order,
  walkedAs,
  withArgs,
} from './builtin.js';

/** A text being matched: its characters for cutting, its code points for matching. */
interface Subject {
  readonly characters: readonly string[];
  readonly points: readonly number[];
}

function subjectOf(text: string, run: Run): Subject {
  run.produce(16 * text.length);
  run.spend(Math.ceil(text.length / 4));
  const characters = Array.from(text);
  return { characters, points: characters.map((character) => character.codePointAt(0) ?? 0) };
}

function cut({ characters }: Subject, start: number, end: number): string {
  return characters.slice(start, end).join('');
}

function regexOf(pattern: Json, flags: Json, run: Run): Regex {
  if (typeof pattern !== 'string') throw fail(`${describe(pattern, run)} is not a string`);
  if (flags !== null && typeof flags !== 'string') throw fail(`${describe(flags, run)} is not a string`);
  if (!areFlags(flags ?? '')) throw fail(`${flags} is not a valid modifier string`);
  try {
    return compileRegex(pattern, flags ?? '', run);
  } catch (error) {
    if (!(error instanceof RegexSyntaxError)) throw error;
    throw fail(`Regex failure: ${error.message}`);
  }
}

interface Found {
  readonly subject: Subject;
  readonly matches: readonly Match[];
  readonly names: readonly (string | null)[];
}

function find(input: Json, pattern: Json, flags: Json, run: Run): Found {
  if (typeof input !== 'string')
    throw fail(`${describe(input, run)} cannot be matched, as it is not a string`);
  const regex = regexOf(pattern, flags, run);
  const subject = subjectOf(input, run);
  const matches = findMatches(regex, subject.points, run).map(withoutInside);
  return { subject, matches, names: regex.names };
}

/** Of an empty match jq shows the groups that took part as empty texts at its place. */
function withoutInside(match: Match): Match {
  const [whole] = match;
  if (whole === undefined || whole.start !== whole.end) return match;
  return match.map((extent) => (extent.start < 0 ? extent : whole));
}

function textOf(subject: Subject, { start, end }: Extent, run: Run): string | null {
  run.produce(2 * (end - start) + 16);
  return start < 0 ? null : cut(subject, start, end);
}

function matchObject({ subject, names }: Found, match: Match, run: Run): Json {
  const [whole = { start: 0, end: 0 }, ...groups] = match;
  const captures = groups.map((extent, position) => {
    const { start: offset } = extent;
    const length = extent.end - offset;
    const string = textOf(subject, extent, run);
    const name = names[position] ?? null;
    // The order of keys is jq's.
    return length === 0 ? { offset, string, length, name } : { offset, length, string, name };
  });
  return {
    offset: whole.start,
    length: whole.end - whole.start,
    string: textOf(subject, whole, run),
    captures,
  };
}

/** The named groups of a match as an object. */
function captureObject({ subject, names }: Found, match: Match, run: Run): Draft {
  const draft: Draft = {};
  for (const [position, name] of names.entries()) {
    const extent = match[position + 1];
    if (name !== null && extent !== undefined) put(draft, name, textOf(subject, extent, run));
  }
  return draft;
}

/** What jq says of matches as a path: it iterates through the list of them, which is no place. */
function noMatch(input: Json, pattern: Json, flags: Json, run: Run): never {
  const found = find(input, pattern, flags, run);
  const list = found.matches.map((each) => matchObject(found, each, run));
  throw brokenPath('near attempt to iterate through', list, run);
}

/** `f(re; flags)`, `f(re)` and `f([re, flags])`. */
type Matching = (
  input: Json,
  pattern: Json,
  flags: Json,
  run: Run,
  emit: (value: Json) => boolean,
) => boolean;

function patternAndFlags(value: Json): readonly [Json, Json] {
  if (isArray(value) && value.length > 0) return [value[0] ?? null, value[1] ?? null];
  if (typeof value !== 'string') throw fail(`${kindOf(value)} not a string or array`);
  return [value, null];
}

function matching(
  operation: Matching,
  noPath: Matching = noMatch,
  toPair = patternAndFlags,
  order: Order = 'last-outermost',
): NativeBuiltin {
  return {
    build: (asts, names, compile) => {
      const codes = asts.map((ast) => compile(ast, names));
      const matchAll = (take: Matching, input: Json, scope: Scope, run: Run, emit: Emit): boolean =>
        eachCombination(codes, order, input, scope, run, ([pattern = null, flags = null]) => {
          if (codes.length === 2) return take(input, pattern, flags, run, emit);
          const [expression, options] = toPair(pattern);
          return take(input, expression, options, run, emit);
        });
      const walk: Walk = (input, _path, scope, run) => matchAll(noPath, input, scope, run, () => false);
      return multi(
        (input, scope, run, emit) => matchAll(operation, input, scope, run, emit),
        () => walk,
      );
    },
  };
}

const match: Matching = (input, pattern, flags, run, emit) => {
  const found = find(input, pattern, flags, run);
  return found.matches.some((each) => emit(matchObject(found, each, run)));
};

const capture: Matching = (input, pattern, flags, run, emit) => {
  const found = find(input, pattern, flags, run);
  return found.matches.some((each) => emit(captureObject(found, each, run)));
};

function test(input: Json, pattern: Json, flags: Json, run: Run): Json {
  return find(input, pattern, flags, run).matches.length > 0;
}

const scan: Matching = (input, pattern, flags, run, emit) => {
  const found = find(input, pattern, add('g', flags, run), run);
  return found.matches.some(([whole = { start: 0, end: 0 }, ...groups]) =>
    emit(
      groups.length === 0
        ? textOf(found.subject, whole, run)
        : groups.map((extent) => textOf(found.subject, extent, run)),
    ),
  );
};

const noScan: Matching = (input, pattern, flags, run) => noMatch(input, pattern, add('g', flags, run), run);

function splitByRegex(input: Json, pattern: Json, flags: Json, run: Run): Json[] {
  const { subject, matches } = find(input, pattern, add(flags, 'g', run), run);
  const parts: Json[] = [];
  let previous = 0;
  for (const [whole = { start: 0, end: 0 }] of matches) {
    parts.push(textOf(subject, { start: previous, end: whole.start }, run));
    previous = whole.end;
  }
  parts.push(textOf(subject, { start: previous, end: subject.characters.length }, run));
  return parts;
}

/** `sub` and `gsub`: the replacement sees the named captures; each of its outputs makes a text of its own. */
function substitute(isGlobal: boolean): NativeBuiltin {
  return {
    build: (asts, names, compile) => {
      const [pattern, replacement, flags] = asts.map((ast) => compile(ast, names));
      if (pattern === undefined || replacement === undefined) return multi(() => false);
      const chosen = flags === undefined ? [pattern] : [pattern, flags];
      type Take = (expression: Json, options: Json) => boolean;
      const eachPattern = (input: Json, scope: Scope, run: Run, take: Take): boolean =>
        eachCombination(chosen, 'first-outermost', input, scope, run, ([expression = null, options = null]) =>
          take(expression, isGlobal ? add(options, 'g', run) : options),
        );
      const walk: Walk = (input, _path, scope, run) =>
        eachPattern(input, scope, run, (expression, options) => noMatch(input, expression, options, run));
      return multi(
        (input, scope, run, emit) =>
          eachPattern(input, scope, run, (expression, options) => {
            const found = find(input, expression, options, run);
            if (found.matches.length === 0) return emit(input);
            const evaluate: Evaluate = (code, value, take) => code.each(value, scope, run, take);
            const texts = replaceAll(found, replacement, evaluate, run);
            return texts.length === 0 ? emit(input) : texts.some(emit);
          }),
        () => walk,
      );
    },
  };
}

type Evaluate = (code: Code, value: Json, take: (output: Json) => boolean) => boolean;

function replaceAll(found: Found, replacement: Code, evaluate: Evaluate, run: Run): Json[] {
  const results: Json[] = [];
  const { subject } = found;
  let previous = 0;
  for (const each of found.matches) {
    const [whole = { start: 0, end: 0 }] = each;
    const gap = cut(subject, previous, whole.start);
    const outputs: Json[] = [];
    evaluate(replacement, captureObject(found, each, run), (output) => {
      outputs.push(output);
      return false;
    });
    for (const [position, output] of outputs.entries())
      results[position] = add(results[position] ?? null, add(gap, output, run), run);
    previous = whole.end;
  }
  const rest = cut(subject, previous, subject.characters.length);
  return results.map((text) => add(text, rest, run));
}

/** The parts of `split`, one by one. */
const splits: Matching = (input, pattern, flags, run, emit) =>
  splitByRegex(input, pattern, flags, run).some(emit);

/** Regular expressions. */
export const REGEX: Builtins = {
  'match/1': matching(match),
  'match/2': matching(match),
  'test/1': withArgs((input, [value = null], run) => test(input, ...patternAndFlags(value), run)),
  'test/2': withArgs((input, [pattern = null, flags = null], run) => test(input, pattern, flags, run)),
  'capture/1': matching(capture),
  'capture/2': matching(capture),
  'scan/1': matching(scan, noScan, (pattern) => [pattern, null]),
  'scan/2': matching(scan, noScan, undefined, 'first-outermost'),
  'split/2': withArgs(
    (input, [pattern = null, flags = null], run) => splitByRegex(input, pattern, flags, run),
    'first-outermost',
  ),
  'splits/1': walkedAs(
    '_splits',
    matching(splits, undefined, (pattern) => [pattern, null]),
  ),
  'splits/2': walkedAs('_splits', matching(splits, undefined, undefined, 'first-outermost')),
  'sub/2': substitute(false),
  'sub/3': substitute(false),
  'gsub/2': substitute(true),
  'gsub/3': substitute(true),
};
