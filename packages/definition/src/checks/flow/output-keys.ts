import { JqSyntaxError, parse } from '@orchestrator/jq';
import type { Ast } from '@orchestrator/jq';
import { undelimit } from '../../expressions/delimiters.js';
import { isJsonObject } from '../../json.js';
import type { Json } from '../../json.js';

/** The top-level keys that a value may have; `anything` where that is not known. */
export type Keys = ReadonlySet<string> | 'anything';

/** The keys of no value, or of one that is no object. */
export const NO_KEYS: Keys = new Set();

/** Keys beyond this number count as any: hints are not worth the time that it takes to follow so many. */
const MAX_KEYS = 500;

/** The keys of either value. */
export function union(...all: readonly Keys[]): Keys {
  const keys = new Set<string>();
  for (const some of all) {
    if (some === 'anything') return 'anything';
    for (const key of some) keys.add(key);
    if (keys.size > MAX_KEYS) return 'anything';
  }
  return keys;
}

/** The keys of a value that is known. */
export function keysOf(value: Json): Keys {
  return isJsonObject(value) ? new Set(Object.keys(value)) : NO_KEYS;
}

/** The keys that the output of a jq expression may have, given those of its input. Never too few. */
export function outputKeys(source: string, input: Keys): Keys {
  const ast = parsed(source);
  return ast ? outputOf(ast, input) : 'anything';
}

/** True when an expression asks whether something is there, so that it may well read what nobody writes. */
export function isCautious(source: string): boolean {
  const ast = parsed(source);
  return !ast || asksForPresence(ast);
}

function parsed(source: string): Ast | undefined {
  try {
    return parse(undelimit(source).source);
  } catch (error) {
    if (error instanceof JqSyntaxError) return undefined;
    throw error;
  }
}

function outputOf(ast: Ast, input: Keys): Keys {
  switch (ast.kind) {
    case 'identity':
      return input;
    case 'literal':
      return keysOf(ast.value);
    case 'string':
    case 'array':
    case 'compare':
    case 'and':
    case 'or':
      return NO_KEYS;
    case 'object':
      return union(...ast.members.map(({ key }) => constantKey(key)));
    case 'pipe':
      return outputOf(ast.right, outputOf(ast.left, input));
    case 'bind':
      return outputOf(ast.body, input);
    case 'if':
      return union(outputOf(ast.then, input), ast.otherwise ? outputOf(ast.otherwise, input) : input);
    case 'arithmetic':
    case 'alternative':
      return union(outputOf(ast.left, input), outputOf(ast.right, input));
    case 'assign':
      return union(input, assignedKey(ast.left));
    case 'call':
      // Deleting leaves at most what was there.
      return ast.name === 'del' ? input : 'anything';
    default:
      return 'anything';
  }
}

function constantKey(key: Ast): Keys {
  if (key.kind === 'literal' && typeof key.value === 'string') return new Set([key.value]);
  const [part] = key.kind === 'string' && key.parts.length === 1 ? key.parts : [];
  return part && 'text' in part ? new Set([part.text]) : 'anything';
}

/** The first key of `.a.b[0]`, to which a value is assigned. */
function assignedKey(target: Ast): Keys {
  if (target.kind !== 'index') return 'anything';
  return target.target.kind === 'identity' ? constantKey(target.key) : assignedKey(target.target);
}

/** The builtins by which an expression finds out whether a value is there. */
const PRESENCE: ReadonlySet<unknown> = new Set(['has', 'not', 'null']);

function asksForPresence(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false;
  const { kind, name, optional } = part as { kind?: unknown; name?: unknown; optional?: unknown };
  if (optional === true || kind === 'alternative' || kind === 'try' || kind === 'if') return true;
  if (kind === 'call' && PRESENCE.has(name)) return true;
  return Object.values(part).some(asksForPresence);
}
