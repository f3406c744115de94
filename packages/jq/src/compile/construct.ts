import type { Json } from '../json.js';
import type { Node } from '../syntax/ast.js';
import { describe, fail } from '../value/describe.js';
import { type Draft, put } from '../value/record.js';
import { freezeDeep } from '../value/record.js';
import { type Code, constant, type Each, multi, type One, single, type Walk } from './code.js';
import { fold } from './fold.js';
import type { Compile, Names } from './scope.js';
import { collectElements } from './traversal.js';
import type { Run } from '../run.js';
import type { Scope } from './scope.js';

/** `[body]`. */
export function compileArray(ast: Node<'array'>, names: Names, compile: Compile): Code {
  if (ast.body === null) return constant(freezeDeep([]));
  const body = compile(ast.body, names);
  const walk = () => collectWalk(body);
  const { traversal } = body;
  if (traversal !== undefined)
    return fold(single(collectElements(traversal), walk, { collected: traversal }), [body]);
  return fold(single(collect(body), walk), [body]);
}

/** Inside a path expression what is collected must be a path expression as well, although the array is none. */
function collectWalk(body: Code): Walk {
  const inner = body.walk();
  return (input, path, scope, run, emit) => {
    const items: Json[] = [];
    inner(input, path, scope, run, (value) => {
      run.produce(16);
      items.push(value);
      return false;
    });
    return emit(items, path);
  };
}

/** All outputs of a part in an array. */
export function collect(body: Code): One {
  const { one, each } = body;
  if (one !== null) return (input, scope, run) => [one(input, scope, run)];
  return (input, scope, run) => {
    const items: Json[] = [];
    each(input, scope, run, (value) => {
      run.produce(16);
      items.push(value);
      return false;
    });
    return items;
  };
}

interface CompiledMember {
  readonly key: Code;
  readonly value: Code;
}

/** `{key: value, …}`; the last member varies fastest. */
export function compileObject(ast: Node<'object'>, names: Names, compile: Compile): Code {
  const members = ast.members.map(({ key, value }) => ({
    key: compile(key, names),
    value: compile(value, names),
  }));
  const parts = members.flatMap(({ key, value }) => [key, value]);
  if (parts.some((part) => part.one === null)) return multi(manyObjects(members));
  return fold(single(oneObject(members)), parts);
}

function keyText(key: Json, run: Run): string {
  if (typeof key !== 'string') throw fail(`Cannot use ${describe(key, run)} as object key`);
  return key;
}

function oneObject(members: readonly CompiledMember[]): One {
  const steps = members.map(({ key, value }) => {
    const fixed = key.constant?.value;
    return {
      fixed: typeof fixed === 'string' && fixed !== '__proto__' ? fixed : null,
      key: key.one,
      value: value.one,
    };
  });
  return (input, scope, run) => {
    const draft: Draft = {};
    run.produce(32 * steps.length);
    for (const { fixed, key, value } of steps) {
      const name = fixed ?? keyText(key === null ? null : key(input, scope, run), run);
      const content = value === null ? null : value(input, scope, run);
      if (fixed !== null) draft[name] = content;
      else put(draft, name, content);
    }
    return draft;
  };
}

function manyObjects(members: readonly CompiledMember[]): Each {
  return (input, scope, run, emit) => nextMember(members, 0, {}, input, scope, run, emit);
}

function nextMember(
  members: readonly CompiledMember[],
  position: number,
  draft: Draft,
  input: Json,
  scope: Scope,
  run: Run,
  emit: (value: Json) => boolean,
): boolean {
  const member = members[position];
  if (member === undefined) return emit(draft);
  return member.key.each(input, scope, run, (key) => {
    const name = keyText(key, run);
    return member.value.each(input, scope, run, (value) => {
      run.step();
      run.produce(32 * (position + 1));
      const next = { ...draft };
      put(next, name, value);
      return nextMember(members, position + 1, next, input, scope, run, emit);
    });
  });
}
