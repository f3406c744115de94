import type { CloudEvent } from '@orchestrator/engine';
import type { Json, Program } from '@orchestrator/definition';
import type { Store } from '@orchestrator/store';
import { v7 as uuidv7 } from 'uuid';
import { dataError } from '../commands.js';
import type { Catalogue } from '../definitions/catalogue.js';
import { DataTooLargeError } from '../errors.js';
import { isLonger } from '../limits/json-length.js';
import type { Logger } from '../logger.js';
import type { Observer } from '../observer.js';
import type { Births } from './births.js';
import { eventStarts } from './event-starts.js';

/** What accepting events needs from its surroundings. */
export interface AcceptanceContext {
  readonly store: Store;
  readonly catalogue: Pick<Catalogue, 'list' | 'program'>;
  readonly births: Pick<Births, 'acceptsEvent'>;
  /** How long an event is kept for a receiver that does not wait for it yet, in milliseconds. */
  readonly window: number;
  /** Longest event, in characters as JSON. */
  readonly maxLength: number;
  readonly observer: Observer;
  readonly logger: Logger;
}

/**
 * Stores an event from outside together with what it is going to bring about.
 *
 * @throws InvalidInputError when it cannot be stored, DataTooLargeError
 */
export async function acceptEvent(event: CloudEvent, context: AcceptanceContext): Promise<void> {
  const { store, catalogue, births, window, maxLength, observer, logger } = context;
  if (isLonger(Object.values(event) as Json[], maxLength))
    throw new DataTooLargeError('The event', maxLength);
  const starts = eventStarts(await startedBy(event, catalogue), event, {
    newId: () => uuidv7(),
    now: Date.now(),
    accepts: (program, input) => births.acceptsEvent(program, input),
  });
  try {
    const outcome = await store.events.deliver({ event, starts, window });
    observer.delivered?.(outcome);
    logger.debug(
      `Event ${event.id} of type "${event.type}": told ${outcome.told}, started ${outcome.started}${outcome.kept ? ', kept' : ''}.`,
    );
  } catch (error) {
    throw dataError(error);
  }
}

/** The workflows that events of this type start. */
function startedBy({ type }: CloudEvent, catalogue: AcceptanceContext['catalogue']): Promise<Program[]> {
  const heads = catalogue.list().filter(({ startEvents }) => startEvents.includes(type));
  return Promise.all(heads.map(({ hash }) => catalogue.program(hash)));
}
