import { ExpressionSyntaxError } from '../expression.js';
import { parseSelection } from './selection.js';
import type { Selector, Step } from './step.js';

/** One path: the variable or the data that it starts from, and its steps. */
export interface Path {
  /** Name of a variable without `$`; absent: the data. */
  readonly root?: string;
  /** True when its text has no root, so that it may as well be plain text. */
  readonly isAssumed: boolean;
  readonly steps: readonly Step[];
}

/** Begins a path: the data or a variable. */
const ROOT = /^\$([A-Za-z_]\w*)?(?=[.[]|$)/;
const DOTS = /\.*/y;
const NAME = /[^.[\]()\s]+/y;

/**
 * Reads the paths of an expression; several stand side by side where their values are to be put together (`$.a$.b`).
 * What lies outside of brackets is read as liberally as Jayway JsonPath does (workflow-runtime.md 3.3).
 *
 * @throws ExpressionSyntaxError
 */
export function parsePaths(source: string): readonly Path[] {
  const starts = [0];
  for (let position = 0; position < source.length; position++) {
    if (source[position] === '[') position = (endOfBrackets(source, position) ?? source.length) - 1;
    else if (position > 0 && /^\$[.[]/.test(source.slice(position, position + 2))) starts.push(position);
  }
  return starts.map((start, index) => parsePath(source.slice(start, starts[index + 1]), start));
}

/** Reads one path; `$.` is put in front of text without a root. */
function parsePath(text: string, start: number): Path {
  const prefix = text.startsWith('$') ? '' : '$.';
  const source = prefix + text;
  const offset = start - prefix.length;
  const root = ROOT.exec(source);
  if (!root) throw unexpected(source, 1, offset);
  const steps: Step[] = [];
  for (let position = root[0].length; position < source.length;) {
    const dots = matchAt(DOTS, source, position).length;
    if (dots > 2) throw unexpected(source, position + 2, offset);
    position += dots;
    const descend = dots === 2;
    if (source[position] === '[') {
      const end = endOfBrackets(source, position);
      if (end === undefined)
        throw new ExpressionSyntaxError('A bracket is not closed', { offset: offset + position });
      steps.push({ descend, selectors: parseSelection(source.slice(position, end), offset + position) });
      position = end;
    } else {
      const name = dots === 0 ? '' : matchAt(NAME, source, position);
      if (name === '') throw unexpected(source, position, offset);
      steps.push({ descend, selectors: [nameSelector(name)] });
      position += name.length;
    }
  }
  return { steps, isAssumed: prefix !== '', ...(root[1] !== undefined && { root: root[1] }) };
}

function nameSelector(name: string): Selector {
  return name === '*' ? { kind: 'wildcard' } : { kind: 'name', name };
}

function matchAt(pattern: RegExp, source: string, position: number): string {
  pattern.lastIndex = position;
  return pattern.exec(source)?.[0] ?? '';
}

function unexpected(source: string, position: number, offset: number): ExpressionSyntaxError {
  const character = source[position];
  let message = `"${character}" is unexpected here`;
  if (character === undefined) message = 'The path ends with a dot';
  else if (/\s/.test(character)) message = "Blanks belong into brackets and quotes, as in $['a b']";
  return new ExpressionSyntaxError(message, { offset: Math.max(0, offset + position) });
}

/** The position behind the bracket that closes the one at `start`; undefined when none does. */
function endOfBrackets(source: string, start: number): number | undefined {
  let depth = 0;
  let quote = '';
  for (let position = start; position < source.length; position++) {
    const character = source[position] ?? '';
    if (quote !== '') {
      if (character === '\\') position++;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '[') depth++;
    else if (character === ']' && --depth === 0) return position + 1;
  }
  return undefined;
}
