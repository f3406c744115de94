import { query } from '../database/postgres.mjs';
import { copyRun } from '../growth/copies.mjs';
import { ENGINE } from '../orchestrator/engine-process.mjs';
import { approval, refusal, steps } from '../orchestrator/workflows.mjs';
import { withChild } from '../processes/child.mjs';

/** Workflows that the runs are spread over, and people who started them. */
export const WORKFLOWS = 20;
export const PEOPLE = 1_000;

/** Which runs are in which state: of forty-nine one has failed, one waits, and all others are over. */
const KINDS = [
  { workflowId: 'completed', numbers: 'n % 49 not in (7, 31)' },
  { workflowId: 'refused', numbers: 'n % 49 = 7' },
  { workflowId: 'approval', numbers: 'n % 49 = 31' },
];

/** The documents that the runs follow: the ones that are run in earnest, and twenty for their copies. */
export const DOCUMENTS = {
  completed: steps,
  refused: refusal,
  approval,
  ...Object.fromEntries(Array.from({ length: WORKFLOWS }, (_, at) => [`flow-${at}`, steps])),
};

/** Stores runs by copying one of each state; answers how many runs and steps there are. */
export async function storeRuns(url, workflows, runs) {
  await withChild(ENGINE, async (engine) => {
    await engine.ask({ name: 'open', database: { kind: 'postgres', url }, workflows });
    for (const { workflowId } of KINDS)
      await engine.ask({ name: 'start', workflowId, data: { order: 7, note: 'as soon as possible' } });
  });
  for (const { workflowId, numbers } of KINDS) {
    const [{ id }] = await query(url, 'select id from orchestrator.instance where workflow_id = $1', [
      workflowId,
    ]);
    await copyRun(url, id, { copies: runs, numbers, values: VALUES });
  }
  const [counted] = await query(
    url,
    `select (select count(*) from orchestrator.instance)::int as runs,
       (select count(*) from orchestrator.trace)::int as steps`,
  );
  return counted;
}

/** What differs between the copies of a run; `n` numbers them. */
const VALUES = {
  workflow_id: `'flow-' || copy.n % ${WORKFLOWS}`,
  initiator_entity: `'user:default/person-' || copy.n % ${PEOPLE}`,
  business_key: `'order-' || copy.n`,
};
