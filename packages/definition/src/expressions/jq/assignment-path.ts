import { JqSyntaxError, parse } from '@orchestrator/jq';
import type { Ast } from '@orchestrator/jq';
import type { DataPath } from '../../program/action.js';
import type { Dialect } from '../../program/dialect.js';
import { undelimit } from '../delimiters.js';
import { jqDialect } from './jq-program.js';

/**
 * Reads `.a.b[0]["c d"]`, the only targets that values can be assigned to (workflow-runtime.md 3.5); `.` is the whole
 * data.
 */
export function jqTarget(text: string, dialect: Dialect): DataPath | undefined {
  const { source } = undelimit(text);
  if (!source.startsWith('.')) return undefined;
  try {
    return constantPath(parse(source, { dialect: jqDialect(dialect) }));
  } catch (error) {
    if (error instanceof JqSyntaxError) return undefined;
    throw error;
  }
}

function constantPath(ast: Ast): DataPath | undefined {
  if (ast.kind === 'identity') return [];
  if (ast.kind !== 'index' || ast.optional || ast.key.kind !== 'literal') return undefined;
  const key = ast.key.value;
  if (typeof key !== 'string' && !(Number.isSafeInteger(key) && Number(key) >= 0)) return undefined;
  const target = constantPath(ast.target);
  return target && [...target, key as string | number];
}
