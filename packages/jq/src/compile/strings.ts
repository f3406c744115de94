import type { Json } from '../json.js';
import type { Run } from '../run.js';
import type { Node } from '../syntax/ast.js';
import { join } from '../value/arithmetic.js';
import { findFormat, type Format } from '../builtins/formats.js';
import { EVALUATIONS } from '../dialect/evaluations.js';
import { type Code, constant, making, multi, type One, single } from './code.js';
import { fold } from './fold.js';
import type { Compile, Names, Scope } from './scope.js';

/** A string with interpolations; of several multiple ones the first varies fastest. */
export function compileString(ast: Node<'string'>, names: Names, compile: Compile): Code {
  const format = formatOf(ast.format ?? 'text', names);
  const parts = ast.parts.map((part) =>
    'text' in part ? constant(part.text) : formatted(compile(part.program, names), format),
  );
  if (parts.every((part) => part.one !== null)) {
    const ones = parts.map((part) => part.one ?? (() => null));
    return making(fold(single(concatenation(ones)), parts));
  }
  return making(
    multi((input, scope, run, emit) => lastFirst(parts, parts.length - 1, '', input, scope, run, emit)),
  );
}

/** The last part is evaluated first, as in jq: its error is the one that is told. */
function concatenation(ones: readonly One[]): One {
  const [first, second, third] = ones;
  if (first !== undefined && second !== undefined && third === undefined)
    return (input, scope, run) => {
      const end = String(second(input, scope, run));
      return join(String(first(input, scope, run)), end, run);
    };
  return (input, scope, run) => {
    let text = '';
    for (let at = ones.length - 1; at >= 0; at--)
      text = join(String(ones[at]?.(input, scope, run)), text, run);
    return text;
  };
}

function formatted(code: Code, format: Format): Code {
  const { one } = code;
  if (one !== null)
    return fold(
      single((input, scope, run) => format(one(input, scope, run), run)),
      [code],
    );
  return multi((input, scope, run, emit) =>
    code.each(input, scope, run, (value) => emit(format(value, run))),
  );
}

function lastFirst(
  parts: readonly Code[],
  position: number,
  end: string,
  input: Json,
  scope: Scope,
  run: Run,
  emit: (value: Json) => boolean,
): boolean {
  const part = parts[position];
  if (part === undefined) return emit(end);
  return part.each(input, scope, run, (value) =>
    lastFirst(parts, position - 1, join(String(value), end, run), input, scope, run, emit),
  );
}

/** `@name` alone. */
export function compileFormat(ast: Node<'format'>, names: Names): Code {
  const format = formatOf(ast.name, names);
  return single((input, _scope, run) => format(input, run));
}

function formatOf(name: string, { dialect }: Names): Format {
  const { formats } = EVALUATIONS[dialect];
  return (Object.hasOwn(formats, name) ? formats[name] : undefined) ?? findFormat(name);
}
