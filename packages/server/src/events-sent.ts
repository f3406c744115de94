import { setTimeout as delay } from 'node:timers/promises';
import type { Store } from '@orchestrator/store';

/** Pause between two looks at what is still to be sent, in milliseconds. */
const INTERVAL = 20;

/**
 * Waits until receivers have all events that runs produced, for whoever ends the process for good.
 *
 * @param patience - longest time to wait, in milliseconds
 * @returns false when it was not long enough
 */
export async function eventsSent({ events }: Pick<Store, 'events'>, patience: number): Promise<boolean> {
  const end = Date.now() + patience;
  while ((await events.millisecondsToNextOutgoing()) !== undefined) {
    if (Date.now() >= end) return false;
    await delay(INTERVAL);
  }
  return true;
}
