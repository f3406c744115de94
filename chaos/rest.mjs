import { setTimeout as pause } from 'node:timers/promises';
import { scenarios } from './scenarios/scenarios.mjs';

/** How long everything may take to come to rest, and the pause between two looks, in milliseconds. */
const PATIENCE = 120_000;
const LOOK = 500;

/** Runs that one answer of the data index holds. */
const PAGE = 200;

const RUNS = `query ($limit: Int!, $offset: Int!) {
  ProcessInstances(orderBy: { start: ASC }, pagination: { limit: $limit, offset: $offset }) {
    id processId state parentProcessInstanceId variables commit
    nodes { name type enter exit cancelType }
  }
}`;

const GOING_ON = `{
  CountProcessInstances(where: { state: { in: [PENDING, ACTIVE, SUSPENDED, ERROR] } })
}`;

/**
 * Waits until nothing is going on any more, without lending a hand.
 *
 * @returns {Promise<{reached: boolean, seconds: number}>}
 */
export async function comeToRest({ client, load, ledger, database }) {
  const from = Date.now();
  const passed = () => Date.now() - from;
  let reached = false;
  while (!reached && passed() < PATIENCE) {
    await pause(LOOK);
    reached = (await isAtRest(client, load.runs, ledger)) && (await database.isAtRest());
  }
  return { reached, seconds: Math.round(passed() / 100) / 10 };
}

/** All runs as the data index shows them. */
export async function readIndex(client) {
  const index = new Map();
  for (let offset = 0; ; offset += PAGE) {
    const page = (await ask(client, RUNS, { limit: PAGE, offset })).ProcessInstances;
    for (const run of page) index.set(run.id, run);
    if (page.length < PAGE) return index;
  }
}

/** No run lives, and every event that has to come out has arrived; rows that are left then are found by the checks. */
async function isAtRest(client, runs, ledger) {
  if ((await ask(client, GOING_ON)).CountProcessInstances > 0) return false;
  const { events } = await ledger.entries();
  const arrived = new Set(events.map(({ id }) => id)).size;
  return arrived >= runs.reduce((sum, run) => sum + toldBy(run), 0);
}

function toldBy({ workflow, input }) {
  return scenarios.get(workflow).expected(input, 'COMPLETED').told?.length ?? 0;
}

async function ask(client, query, variables = {}) {
  const { body } = await client.send('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  if (body.errors) throw new Error(body.errors[0].message);
  return body.data;
}
