/** Tables whose rows are work to be done: none of them may speak of a run that has ended. */
const WORK = ['call', 'timer', 'subscription', 'outbox'];

const STATES = ['PENDING', 'ACTIVE', 'COMPLETED', 'ABORTED', 'SUSPENDED', 'ERROR'];

/**
 * What the database holds, past all interfaces.
 *
 * @typedef {object} Tables
 * @property {{table: string, run: string}[]} work rows of work to be done, with the run that they belong to
 * @property {Map<string, StoredRun>} runs what the engine itself has stored of each run
 *
 * @typedef {object} StoredRun
 * @property {string} state the state column, by which lists filter
 * @property {number} commit the version column, the fence
 * @property {{state: string, version: number, entered: number, root: {data: unknown}}} snapshot
 *
 * @param {(text: string) => Promise<Record<string, any>[]>} query
 * @returns {Promise<Tables>}
 */
export async function readTables(query) {
  return { work: await readWork(query), runs: await storedRuns(query) };
}

/** The rows of work to be done, with the run that each belongs to. */
export async function readWork(query) {
  const work = [];
  for (const table of WORK) {
    const rows = await query(`select instance_id as run from orchestrator.${table}`);
    work.push(...rows.map(({ run }) => ({ table, run })));
  }
  const messages = await query('select receiver as run from orchestrator.inbox');
  work.push(...messages.map(({ run }) => ({ table: 'inbox', run })));
  const kept = await query(
    `select coalesce(reference_id, attributes->>'order', event_type) as run from orchestrator.kept_event`,
  );
  work.push(...kept.map(({ run }) => ({ table: 'kept_event', run })));
  return work;
}

async function storedRuns(query) {
  const rows = await query(
    'select id, state, commit::float8 as commit, snapshot::text as snapshot from orchestrator.instance',
  );
  return new Map(
    rows.map(({ id, state, commit, snapshot }) => [
      id,
      { state: STATES[state], commit, snapshot: JSON.parse(snapshot) },
    ]),
  );
}
