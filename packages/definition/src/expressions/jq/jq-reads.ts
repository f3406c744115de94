import { analyse } from '@orchestrator/jq';
import type { Ast } from '@orchestrator/jq';
import type { DataPath } from '../../program/action.js';
import type { Reads } from '../reads.js';

/** What a jq program reads of its input and of the variables that it does not bind itself. */
export function jqReads(ast: Ast): Reads {
  const { paths, variables } = analyse(ast);
  const found = new Map<string, DataPath[]>(variables.map((name) => [name, []]));
  visit(ast, (name, path) => found.get(name)?.push(path));
  return { data: paths.map(toDataPath), variables: found };
}

/** Steps of other kinds (slices, null) end what is known of a path. */
function toDataPath(path: readonly unknown[]): DataPath {
  const end = path.findIndex((step) => typeof step !== 'string' && typeof step !== 'number');
  return (end < 0 ? path : path.slice(0, end)) as DataPath;
}

/** Walks the tree, whatever its nodes; a local variable that hides an outer one counts as the outer one. */
function visit(part: unknown, report: (name: string, path: DataPath) => void): void {
  if (typeof part !== 'object' || part === null) return;
  if (isAst(part)) {
    const found = variablePath(part);
    if (found) return report(found.name, toDataPath(found.path));
  }
  for (const child of Object.values(part)) visit(child, report);
}

function isAst(part: object): part is Ast {
  return 'kind' in part && 'start' in part;
}

/** `$name.a.b` in its parts; undefined for any other node. */
function variablePath(ast: Ast): { readonly name: string; readonly path: readonly unknown[] } | undefined {
  if (ast.kind === 'variable') return { name: ast.name, path: [] };
  if (ast.kind !== 'index' || ast.key.kind !== 'literal') return undefined;
  const target = variablePath(ast.target);
  return target && { name: target.name, path: [...target.path, ast.key.value] };
}
