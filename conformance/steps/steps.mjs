import { checkProducedNow } from '../checks/produced-events.mjs';
import { http } from './http.mjs';
import { idFromList, listLength } from './lists.mjs';
import { startMany } from './start.mjs';
import { awaitAllGone, awaitGone, stillThere, wait } from './waiting.mjs';

/**
 * What a step can do, by key: each gets the run, the value of the key and the whole step, and answers the response that
 * the step's `expect` is about, if there is one.
 */
export const steps = {
  http,
  event: (run, event) => run.sendEvent(event),
  wait,
  awaitGone,
  awaitAllGone,
  stillThere,
  idFromList,
  listLength,
  startMany,
  producedNow: (run, expected) => checkProducedNow(run.sink, run.resolve(expected)),
  restart: (run) => run.application.restart(),
};

/** Keys of a step beside the one that says what it does. */
const COMPANIONS = new Set(['expect', 'as']);

/** The key that says what a step does. @throws Error for a step that this runner does not know */
export function kindOf(step) {
  const kinds = Object.keys(step).filter((key) => !COMPANIONS.has(key));
  const [kind] = kinds;
  if (kinds.length !== 1 || !Object.hasOwn(steps, kind))
    throw new Error(`This runner has no step ${kinds.join(' and ')}; see conformance/steps/steps.mjs.`);
  return kind;
}
