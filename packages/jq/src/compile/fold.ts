import { Run } from '../run.js';
import { freezeDeep } from '../value/record.js';
import { type Code, constant } from './code.js';
import { EMPTY_SCOPE } from './scope.js';

const FOLD_BUDGET = { steps: 1000, outputs: 1, depth: 100, bytes: 10_000 };

/** Evaluates a part now when all that it reads is constant. A part that fails stays, and fails when it runs. */
export function fold(code: Code, parts: readonly Code[]): Code {
  if (code.one === null || parts.some((part) => part.constant === undefined)) return code;
  try {
    return constant(freezeDeep(code.one(null, EMPTY_SCOPE, new Run(FOLD_BUDGET, [], undefined, 'UTC'))));
  } catch {
    return code;
  }
}
