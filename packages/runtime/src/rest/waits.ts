import { openFrames } from '@orchestrator/engine';
import type { Instance, Wait } from '@orchestrator/engine';

/** Everything that an instance waits for at the moment, on all of its paths. */
export function waitsOf(instance: Instance): Wait[] {
  return [...openFrames(instance)].flatMap(({ wait }) => wait ?? []);
}
