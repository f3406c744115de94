import type { Cursor } from '../../document/cursor.js';
import type { ActionBase } from '../../program/action.js';
import { propertyOrAlias } from '../aliases.js';
import type { CompileContext } from '../context.js';
import { compileRetry } from '../errors/retry-use.js';
import { optionalExpression } from '../expressions.js';
import { ACTION_FILTER, resultFilter } from '../result-filter.js';
import { optionalDuration } from '../timing/duration-at.js';
import type { ActionScope } from './actions.js';

/**
 * What every action has around the thing it does (section A7).
 *
 * @param thing - name of the function, event or workflow, for an action without a name of its own
 * @param reference - `functionRef`, `eventRef` or `subFlowRef`, which may say `invoke: async`
 */
export function actionBase(
  action: Cursor,
  thing: string,
  reference: Cursor,
  scope: ActionScope,
  context: CompileContext,
): ActionBase {
  const filter = propertyOrAlias(action, 'actionDataFilter', 'actionFilter');
  const condition = optionalExpression(action.get('condition'), context);
  const sleepBefore = optionalDuration(action.get('sleep').get('before'), context);
  const sleepAfter = optionalDuration(action.get('sleep').get('after'), context);
  const fromStateData = optionalExpression(filter.get('fromStateData'), context);
  const retry = compileRetry(action, context);
  return {
    id: action.pointer,
    name: action.optional('name') ?? thing,
    role: 'action',
    state: scope.state.id,
    result: resultFilter(filter, ACTION_FILTER, context),
    detached: reference.get('invoke').value === 'async',
    ...scope.limits,
    ...(condition && { condition }),
    ...(sleepBefore && { sleepBefore }),
    ...(sleepAfter && { sleepAfter }),
    ...(fromStateData && { fromStateData }),
    ...(retry && { retry }),
  };
}
