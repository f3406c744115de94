import { expect, it } from 'vitest';
import { parse } from '../syntax/parser.js';
import type { Ast } from '../syntax/ast.js';
import { findBuiltin } from './library.js';
import { PRELUDE } from './prelude.js';

/** The definitions as the parser finds them in the whole text. */
function definitions(ast: Ast): Extract<Ast, { kind: 'function' }>['definition'][] {
  return ast.kind === 'function' ? [ast.definition, ...definitions(ast.rest)] : [];
}

it('holds definitions that are found one by one as they are found in the whole', () => {
  const all = definitions(parse(PRELUDE));
  expect(all.length).toBeGreaterThan(30);
  for (const { name, params } of all) {
    const builtin = findBuiltin(name, params.length, 'jq');
    expect(builtin, name).not.toBeNull();
    if (builtin === null || 'build' in builtin) continue;
    expect(builtin.callable.definition).toMatchObject({ name, params });
  }
});
