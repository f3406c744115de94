import { Run } from '../run.js';
import { freezeDeep } from '../value/record.js';
import { type Code, type Facts, single } from './code.js';
import { EMPTY_SCOPE } from './scope.js';

const FOLD_BUDGET = { steps: 1000, outputs: 1, depth: 100, bytes: 10_000 };

/** What a part depends on whose parts are evaluated with its own input. */
export function readsOf(parts: readonly Code[]): Facts['reads'] {
  if (parts.every(({ reads }) => reads === 'nothing')) return 'nothing';
  return parts.every(({ reads }) => reads !== undefined) ? 'input' : undefined;
}

/** Evaluates a part now when its parts, all evaluated with its own input, depend on nothing. */
export function fold(code: Code, parts: readonly Code[]): Code {
  return settle(code, readsOf(parts));
}

/** The same for `left | right`, where the right side reads what the left puts out. */
export function foldPipe(code: Code, left: Code, right: Code): Code {
  return settle(code, right.reads === undefined ? undefined : left.reads);
}

/** A part of which it is known what it depends on: where that is nothing, it is evaluated now. */
export function settle(code: Code, reads: Facts['reads']): Code {
  if (reads === undefined) return code;
  const { one, walk } = code;
  if (reads === 'nothing' && one !== null) {
    try {
      const value = freezeDeep(one(null, EMPTY_SCOPE, new Run(FOLD_BUDGET, [], undefined, 'UTC')));
      return single(() => value, walk, { constant: { value }, reads });
    } catch {
      // What fails, or is too much work, stays as it is and fails when it runs.
    }
  }
  return { ...code, reads };
}
