import type { Cursor } from '../document/cursor.js';
import type { DataPath, ResultFilter } from '../program/action.js';
import type { ExpressionContext } from './context.js';
import { brokenExpression } from '../expressions/broken-expression.js';
import { optionalExpression } from './expressions.js';

/** How the filters of actions and events name the same two things. */
interface FilterNames {
  readonly use: string;
  readonly select: string;
}

/** The names of the properties of `actionDataFilter`. */
export const ACTION_FILTER: FilterNames = { use: 'useResults', select: 'results' };

/** Reads how a result or payload reaches the state data (section A2.1). */
export function resultFilter(filter: Cursor, names: FilterNames, context: ExpressionContext): ResultFilter {
  if (filter.exists && !filter.object) return { use: true };
  const use = filter.get(names.use);
  const select = optionalExpression(filter.get(names.select), context);
  const target = filter.get('toStateData');
  const path = target.exists ? dataPathAt(target, context) : [];
  // A target that is none fails where SonataFlow finds it out: when there is a result for it.
  const used = path ? select : brokenExpression(target.text ?? '', noTarget(target));
  return {
    use: !use.exists || use.boolean !== false,
    ...(used && { select: used }),
    ...(path && path.length > 0 && { target: path }),
  };
}

/** The place that an assignment target names; a text that names none is a finding. */
export function dataPathAt(cursor: Cursor, context: ExpressionContext): DataPath | undefined {
  const text = cursor.text;
  if (text === undefined) return undefined;
  const path = context.language.path(text);
  if (!path) cursor.report(context.dialect === 'spec' ? 'error' : 'warning', 'bad-path', noTarget(cursor));
  return path;
}

function noTarget(cursor: Cursor): string {
  return `Results can't be written to ${String(cursor.value)}; name a property, for instance ".order.id".`;
}
