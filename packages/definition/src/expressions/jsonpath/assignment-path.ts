import type { DataPath } from '../../program/action.js';
import type { Dialect } from '../../program/dialect.js';
import { undelimit } from '../delimiters.js';
import { ExpressionSyntaxError } from '../expression.js';
import { jqTarget } from '../jq/assignment-path.js';
import { parsePaths } from './parse-paths.js';
import { PathQuery } from './path-query.js';

/**
 * Reads an assignment target such as `$.a.b[0]` (workflow-runtime.md 3.3). A leading dot, which means a search at any
 * depth elsewhere, can only mean the way from the top here.
 */
export function jsonPathTarget(text: string, dialect: Dialect): DataPath | undefined {
  const { source } = undelimit(text);
  if (source.startsWith('.')) return jqTarget(source, dialect);
  try {
    const [path, ...more] = parsePaths(source).map((parsed) => new PathQuery(parsed));
    const isTarget = path?.isDefinite && path.root === undefined && more.length === 0;
    return isTarget && path.prefix.every((key) => typeof key === 'string' || key >= 0)
      ? path.prefix
      : undefined;
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return undefined;
    throw error;
  }
}
