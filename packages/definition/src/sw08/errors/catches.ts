import type { Cursor } from '../../document/cursor.js';
import type { Catch } from '../../program/error-policy.js';
import type { CompileContext, StateScope } from '../context.js';
import { compileThen } from '../flow/then.js';
import { errorsNamed } from './declared-errors.js';

/** Reads `onErrors` of a state (section A10). */
export function compileCatches(list: Cursor, scope: StateScope, context: CompileContext): Catch[] {
  return list.list.flatMap((entry) => {
    if (!entry.object) return [];
    const single = entry.get('errorRef');
    const several = entry.get('errorRefs');
    const one = single.exists ? context.errors.resolve(single) : undefined;
    const errors = [...(one ? [one] : []), ...errorsNamed(several, context.errors)];
    const then = compileThen(entry, scope, context);
    return then ? [{ errors, then }] : [];
  });
}
