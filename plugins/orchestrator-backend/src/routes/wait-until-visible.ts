import { setTimeout as pause } from 'node:timers/promises';
import type { DataIndex } from '../client/data-index';

/** Pauses between looks, in milliseconds: together about as long as older portals wait (contract 5.2). */
const PAUSES_MS = [100, 200, 400, 800, 1500, 2000, 2500, 2500];

/**
 * Waits until a remote index, which learns of runs by events, shows a run that was just started.
 *
 * Gives up quietly: the run was started, whether the index shows it yet or not.
 */
export async function waitUntilVisible(index: DataIndex, instanceId: string): Promise<void> {
  for (const ms of PAUSES_MS) {
    const [found] = await index.changes({ where: { id: { equal: instanceId } } }).catch(() => []);
    if (found) {
      return;
    }
    await pause(ms);
  }
}
