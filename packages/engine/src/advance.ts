import type { Program } from '@orchestrator/definition';
import { EMPTY_ENVIRONMENT } from './draft/variables.js';
import { Walk } from './draft/walk.js';
import type { Advance, Environment, Fact } from './facts.js';
import { drive } from './flow/drive.js';
import type { Instance } from './instance/instance.js';
import { defaultLimits } from './limits.js';
import type { Limits } from './limits.js';
import { receive } from './receive/receive.js';

/** What the host may set for one {@link advance}. */
export interface AdvanceOptions {
  readonly limits?: Limits;
  readonly environment?: Environment;
}

/**
 * Carries an instance on by one fact, as far as it goes without the outside: the whole engine as one pure function.
 *
 * The same program, instance, fact and time always give the same result. A fact that no longer applies (its node is
 * gone, the instance has ended) answers the very same instance without effects.
 *
 * @param now - milliseconds since 1970
 *
 * @example
 * const created = createInstance(program, { id, data: { language: 'English' } }, now);
 * const { instance, effects, trace } = advance(program, created, { type: 'started' }, now);
 */
export function advance(
  program: Program,
  instance: Instance,
  fact: Fact,
  now: number,
  { limits = defaultLimits, environment = EMPTY_ENVIRONMENT }: AdvanceOptions = {},
): Advance {
  const walk = new Walk(program, instance, now, limits, environment);
  if (!receive(walk, fact)) return { instance, effects: [], trace: [] };
  drive(walk);
  // Facts that were held while the instance stood still have their turn once it goes on.
  while (walk.state === 'ACTIVE' && walk.held.length > 0) {
    const [next, ...later] = walk.held;
    walk.held = later;
    if (next && receive(walk, next)) drive(walk);
  }
  return walk.finish();
}
