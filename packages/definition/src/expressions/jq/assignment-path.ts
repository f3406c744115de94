import type { DataPath } from '../../program/action.js';
import { parse } from '@orchestrator/jq';
import { undelimit } from '../delimiters.js';

/** Reads `.a.b[0]["c d"]`, the only targets that values can be assigned to (workflow-runtime.md 3.5). */
export function jqTarget(text: string): DataPath | undefined {
  try {
    return constantPath(parse(undelimit(text).source));
  } catch {
    return undefined;
  }
}

function constantPath(ast: ReturnType<typeof parse>): DataPath | undefined {
  if (ast.kind === 'identity') return [];
  if (ast.kind !== 'index' || ast.key.kind !== 'literal') return undefined;
  const key = ast.key.value;
  if (typeof key !== 'string' && !(typeof key === 'number' && Number.isSafeInteger(key) && key >= 0))
    return undefined;
  const target = constantPath(ast.target);
  return target && [...target, key];
}
