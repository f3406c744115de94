import type { Ast, Node } from '../syntax/ast.js';
import type { Json } from '../json.js';
import type { Run } from '../run.js';
import type { Accumulator } from '../value/accumulator.js';
import type { One } from './code.js';
import type { Compile, Names, Scope } from './scope.js';

/** How one round of a `reduce` changes its accumulator. */
export type Grow = (state: Accumulator, scope: Scope, run: Run) => void;

/**
 * Recognises updates that only add to the state, `. + value` and `.[key] = value` with parts that do not read the
 * state. Nobody else can hold such a state, so it may grow in place. Null for any other update.
 */
export function compileGrowth(update: Ast, names: Names, compile: Compile): Grow | null {
  if (update.kind === 'arithmetic' && update.operator === '+' && update.left.kind === 'identity') {
    const value = stateless(update.right, names, compile);
    return value === null ? null : (state, scope, run) => state.add(value(null, scope, run), run);
  }
  return update.kind === 'assign' && update.operator === '=' ? assignment(update, names, compile) : null;
}

function assignment({ left, right }: Node<'assign'>, names: Names, compile: Compile): Grow | null {
  if (left.kind !== 'index' || left.optional || left.target.kind !== 'identity') return null;
  const key = stateless(left.key, names, compile);
  const value = stateless(right, names, compile);
  if (key === null || value === null) return null;
  return (state, scope, run) => {
    const content: Json = value(null, scope, run);
    state.set(key(null, scope, run), content, run);
  };
}

/** A part with one output that does not depend on its input. */
function stateless(ast: Ast, names: Names, compile: Compile): One | null {
  return ignoresInput(ast) ? compile(ast, names).one : null;
}

/** Whether a node certainly never reads its input; `$x | …` sets a new input, so only its left side counts. */
function ignoresInput(ast: Ast): boolean {
  switch (ast.kind) {
    case 'literal':
    case 'variable':
    case 'location':
      return true;
    case 'pipe':
      return ignoresInput(ast.left);
    case 'index':
      return ignoresInput(ast.target) && ignoresInput(ast.key);
    case 'array':
      return ast.body === null || ignoresInput(ast.body);
    case 'object':
      return ast.members.every(({ key, value }) => ignoresInput(key) && ignoresInput(value));
    case 'string':
      return ast.parts.every((part) => 'text' in part || ignoresInput(part.program));
    case 'arithmetic':
    case 'compare':
      return ignoresInput(ast.left) && ignoresInput(ast.right);
    default:
      return false;
  }
}
