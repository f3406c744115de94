import type { Run } from '../run.js';
import { type CodePoints, Matcher, type Preference } from './match.js';
import { type Modes, RegexSyntaxError, type RegexTree } from './nodes.js';
import { RegexParser } from './parse.js';
import { type RegexProgram, toProgram } from './program.js';

/** A pattern ready to search with, and what its flags ask for. */
export interface Regex extends Preference {
  readonly program: RegexProgram;
  readonly names: RegexTree['names'];
  readonly global: boolean;
}

/** Where a whole match or a group stands, in code points; both are -1 for a group that took no part. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** One match: its own extent first, then those of the groups. */
export type Match = readonly Extent[];

const FLAGS = /^[gixsnpl]*$/;
const CACHE_SIZE = 200;
const CACHE_PATTERN = 1000;
const cache = new Map<string, Regex>();

/** True when a text has only flags that jq knows. */
export function areFlags(flags: string): boolean {
  return FLAGS.test(flags);
}

/**
 * Compiles a pattern. Flags: g all matches, i any case, x blanks are ignored, s `^` and `$` only at the text's ends,
 * n no empty matches, p both s and `.` accepts line feeds, l the longest match.
 *
 * @throws RegexSyntaxError when the pattern is none
 */
export function compileRegex(pattern: string, flags: string, run: Run): Regex {
  const key = `${flags}/${pattern}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const modes: Modes = {
    ignoreCase: flags.includes('i'),
    extended: flags.includes('x'),
    dotAll: flags.includes('p'),
    lines: false,
  };
  run.spend(4 * pattern.length);
  const tree = parsePattern(pattern, modes);
  const program = toProgram(tree);
  run.spend(program.code.length);
  const regex: Regex = {
    program,
    names: tree.names,
    global: flags.includes('g'),
    longest: flags.includes('l'),
    skipEmpty: flags.includes('n'),
  };
  if (pattern.length <= CACHE_PATTERN) {
    const [oldest] = cache.keys();
    if (cache.size >= CACHE_SIZE && oldest !== undefined) cache.delete(oldest);
    cache.set(key, regex);
  }
  return regex;
}

function parsePattern(pattern: string, modes: Modes): RegexTree {
  try {
    return new RegexParser(pattern, modes).parse();
  } catch (error) {
    if (error instanceof RangeError) throw new RegexSyntaxError('too deep nest level');
    throw error;
  }
}

/** All matches of a global pattern, or the first one. */
export function findMatches(regex: Regex, text: CodePoints, run: Run): Match[] {
  const matcher = new Matcher(regex.program, text, regex, run);
  const matches: Match[] = [];
  let from = 0;
  while (from <= text.length) {
    run.step();
    const slots = matcher.search(from);
    if (slots === null) break;
    const match = toMatch(slots, regex.names.length);
    const [whole = { start: from, end: from }] = match;
    run.produce(64 * match.length);
    matches.push(match);
    if (!regex.global) break;
    from = whole.end === whole.start ? whole.end + 1 : Math.max(whole.end, from + 1);
  }
  return matches;
}

function toMatch(slots: readonly number[], groups: number): Match {
  return Array.from({ length: groups + 1 }, (_, group) => {
    const start = slots[2 * group] ?? -1;
    const end = slots[2 * group + 1] ?? -1;
    return end < 0 ? { start: -1, end: -1 } : { start, end };
  });
}
