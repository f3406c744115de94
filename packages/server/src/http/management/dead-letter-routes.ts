import type { Route, Surroundings } from '../routes.js';
import {
  getDeadLetter,
  listDeadLetters,
  removeDeadLetter,
  replayDeadLetter,
  replayDeadLetters,
} from './dead-letters.js';

/** What operators do about events and messages that were given up. */
export function deadLetterRoutes({
  runtime,
  logger,
}: Pick<Surroundings, 'runtime' | 'logger'>): readonly Route[] {
  // Handlers ask for it late, because routes are also made without a runtime, to be listed.
  const desk = () => ({ deadLetters: runtime.deadLetters, logger });
  return [
    ['GET', at(''), (request) => listDeadLetters(desk(), request)],
    ['POST', at('/replay'), (request, _, caller) => replayDeadLetters(desk(), request, caller)],
    ['GET', at('/([^/]+)'), (_, [id = '']) => getDeadLetter(desk(), id)],
    ['DELETE', at('/([^/]+)'), (_, [id = ''], caller) => removeDeadLetter(desk(), id, caller)],
    ['POST', at('/([^/]+)/replay'), (_, [id = ''], caller) => replayDeadLetter(desk(), id, caller)],
  ];
}

function at(path: string): RegExp {
  return new RegExp(`^/management/dead-letters${path}/?$`);
}
