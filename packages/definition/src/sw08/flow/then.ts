import type { Cursor } from '../../document/cursor.js';
import type { Then } from '../../program/task.js';
import type { CompileContext, StateScope } from '../context.js';
import { compileEnd, isEnd } from './end.js';
import { compileTransition } from './transition.js';

/** Reads what follows a state, a condition or an error: `transition` or `end` (section A8). */
export function compileThen(cursor: Cursor, scope: StateScope, context: CompileContext): Then | undefined {
  const transition = cursor.get('transition');
  const end = cursor.get('end');
  if (transition.exists && isEnd(end)) {
    transition.reportName(
      'error',
      'transition-and-end',
      'There is both a "transition" and an "end" here; keep the one that you mean.',
    );
    return undefined;
  }
  if (transition.exists) return compileTransition(transition, scope, context);
  if (isEnd(end)) return compileEnd(end, scope, context);
  // What undoes a state ends by itself.
  if (scope.forCompensation) return { end: 'path' };
  cursor.error('missing-transition', 'It isn\'t said what follows; add a "transition" or "end: true".');
  return undefined;
}
