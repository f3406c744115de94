import type { Cursor } from '../../document/cursor.js';
import type { ForTask } from '../../program/task.js';
import { compileBody } from './body.js';
import type { CompileContext } from '../context.js';
import { expressionAt } from '../expressions.js';
import { dataPathAt } from '../result-filter.js';
import { countAt } from './count.js';
import type { StateParts } from './state.js';

/** What the item is called where the document gives it no name. */
const DEFAULT_ITEM = 'item';

/** A state that runs actions once for each item of a list (section A6.7). */
export function compileForeach({ cursor, scope, base, limits, context }: StateParts): ForTask | undefined {
  const collection = cursor.required('inputCollection');
  const list = collection === undefined ? undefined : expressionAt(cursor.get('inputCollection'), context);
  const output = cursor.get('outputCollection');
  const target = output.exists ? dataPathAt(output, context) : undefined;
  const batchSize = countAt(cursor.get('batchSize'), context);
  const mode = compileMode(cursor.get('mode'), context);
  const body = compileBody(cursor, scope.name, { state: scope, limits: limits.actions() }, context);
  const as = cursor.optional('iterationParam') ?? DEFAULT_ITEM;
  if (!cursor.get('actions').exists) cursor.required('actions');
  if (!list) return undefined;
  return {
    ...base,
    kind: 'for',
    in: list,
    as,
    mode,
    body,
    ...(target && { target }),
    ...(batchSize !== undefined && { batchSize }),
  };
}

/**
 * The text says `parallel` where nothing is written, but SonataFlow takes one item after the other, and documents that
 * do not mention the mode rely on it.
 */
function compileMode(cursor: Cursor, { dialect }: CompileContext): ForTask['mode'] {
  if (cursor.value === 'parallel' || cursor.value === 'sequential') return cursor.value;
  return dialect === 'spec' ? 'parallel' : 'sequential';
}
