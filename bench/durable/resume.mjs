import { orders, withWorkflows } from '../orchestrator/workflows.mjs';
import { completedRuns } from './completed-runs.mjs';
import { withEngine } from './engine-rows.mjs';
import { measured } from '../load/measured.mjs';

/** Runs that wait at the same time. */
const RUNS = 10_000;

/** Events on their way at once. */
const CONCURRENCY = 64;

/** What it takes to carry ten thousand waiting runs on. */
export function resumeRows({ postgres }) {
  return withWorkflows({ orders }, (workflows) =>
    withEngine({ postgres, workflows }, async (engine, url) => {
      const plan = { name: 'resume', runs: RUNS, concurrency: CONCURRENCY };
      const row = `${RUNS} runs, event to completed`;
      const rows = [await measured({ row, tested: [engine.pid], postgres }, () => engine.ask(plan))];
      await completedRuns(url, rows);
      return rows;
    }),
  );
}
