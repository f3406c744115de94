/** How often each kind of disturbance comes, by the database. */
const WEIGHTS = {
  postgres: { kill: 74, freeze: 6, restart: 4, terminate: 6, cut: 10 },
  pglite: { kill: 95, freeze: 5 },
};

/** Pause before a disturbance, in milliseconds. */
const PAUSE = [500, 3_000];

/** How long a replica is frozen: longer than its leases, which run out after six seconds. */
const FROZEN = [10_500, 13_000];

/**
 * Draws disturbances, one after the other; only the seed decides which.
 *
 * @typedef {object} Disturbance
 * @property {'kill' | 'freeze' | 'restart' | 'terminate' | 'cut'} kind
 * @property {number} pause how long it comes after the one before, in milliseconds
 * @property {number} replica which one it is about
 * @property {number} frozen how long a frozen replica stays so, in milliseconds
 * @property {boolean} early whether it comes although its replica is still starting
 * @property {'request' | 'reply' | 'all'} what which connections are cut
 *
 * @param {import('../random.mjs').Random} random
 * @param {{kind: 'postgres' | 'pglite', replicas: number}} database
 * @returns {Generator<Disturbance, never>}
 */
export function* plan(random, { kind, replicas }) {
  for (;;) {
    yield {
      kind: random.weighted(WEIGHTS[kind]),
      pause: random.integer(...PAUSE),
      replica: random.integer(0, replicas - 1),
      frozen: random.integer(...FROZEN),
      early: random.chance(0.3),
      what: random.pick(['request', 'reply', 'reply', 'all']),
    };
  }
}
