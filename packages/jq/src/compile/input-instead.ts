import type { Ast } from '../syntax/ast.js';

/**
 * A part that reads a variable and not its input, written so that it reads its input instead: `.price` for
 * `$item.price`. Null where it reads its input already, or where this simple rewriting does not reach.
 */
export function inputInsteadOf(variable: string, ast: Ast): Ast | null {
  const rewrite = (part: Ast): Ast | null => inputInsteadOf(variable, part);
  switch (ast.kind) {
    case 'literal':
      return ast;
    case 'variable':
      return ast.name === variable ? { kind: 'identity', start: ast.start, end: ast.end } : ast;
    case 'index': {
      const target = rewrite(ast.target);
      const key = rewrite(ast.key);
      return target === null || key === null ? null : { ...ast, target, key };
    }
    case 'arithmetic':
    case 'compare':
    case 'alternative': {
      const left = rewrite(ast.left);
      const right = rewrite(ast.right);
      return left === null || right === null ? null : { ...ast, left, right };
    }
    case 'pipe': {
      const left = rewrite(ast.left);
      return left === null || ast.right.kind !== 'call' || ast.right.args.length > 0
        ? null
        : { ...ast, left };
    }
    default:
      return null;
  }
}
