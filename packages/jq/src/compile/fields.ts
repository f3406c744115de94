import type { Json, JsonObject } from '../json.js';
import type { Run } from '../run.js';
import { describe, fail } from '../value/describe.js';
import { kindOf } from '../value/kind.js';
import type { One } from './code.js';

/** Reading members by fixed names, one below the other: `.a.b`, `$x.a`. */
export interface Fields {
  /** What the first name is read of; null: the input. */
  readonly base: One | null;
  readonly names: readonly string[];
}

function isPlainObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member of that name. */
export function field(value: Json, name: string, run: Run): Json {
  // V8 runs hasOwnProperty faster than Object.hasOwn.
  if (isPlainObject(value))
    return Object.prototype.hasOwnProperty.call(value, name) ? (value[name] ?? null) : null;
  if (value === null || value === undefined) return null;
  throw fail(`Cannot index ${kindOf(value)} with ${describe(name, run)}`);
}

/** The members one below the other as one closure. */
export function readFields({ base, names }: Fields): One {
  const [first = '', second = '', ...rest] = names;
  if (base !== null) return (input, scope, run) => readAll(base(input, scope, run), names, run);
  if (names.length === 1) return (input, _scope, run) => field(input, first, run);
  if (names.length === 2) return (input, _scope, run) => field(field(input, first, run), second, run);
  return (input, _scope, run) => readAll(field(field(input, first, run), second, run), rest, run);
}

function readAll(value: Json, names: readonly string[], run: Run): Json {
  let at = value;
  for (const name of names) at = field(at, name, run);
  return at;
}
