import type { Catch, Then } from '@orchestrator/definition';
import type { CallError } from '../facts.js';
import { patternOf, POLICIES } from './match.js';

/**
 * Where an error leads, by the handlers of one task: every handler is tried by one way of matching before the next way is
 * tried at all (workflow-runtime.md 7.2).
 */
export function findCatch(handlers: readonly Catch[] | undefined, error: CallError): Then | undefined {
  if (!handlers) return undefined;
  for (const policy of POLICIES) {
    const handler = handlers.find(({ errors }) =>
      errors.some((declared) => policy(error, patternOf(declared))),
    );
    if (handler) return handler.then;
  }
  return undefined;
}
