import { threeStep, withWorkflows } from '../orchestrator/workflows.mjs';
import { withTarget } from '../load/target.mjs';
import { bareSteps } from './bare-steps.mjs';
import { inProcess, overHttp } from './engine-rows.mjs';

/** How many runs are under way at once. */
export const CONCURRENCIES = [1, 16, 64];

/** Runs of three calls in a row to a service that answers at once. */
export function threeStepRows({ postgres, seconds }) {
  return withTarget((target) =>
    withWorkflows({ three: threeStep(target.url) }, async (workflows) => {
      const runs = { postgres, seconds, workflows, workflowId: 'three', data: { order: 7 } };
      const rows = [
        await bareSteps({ postgres, seconds, target: target.url }),
        ...(await inProcess({ ...runs, row: '3-step, in process', concurrencies: CONCURRENCIES })),
        ...(await overHttp({ ...runs, row: '3-step, over HTTP', concurrencies: CONCURRENCIES })),
      ];
      await target.expect(rows.reduce((sum, { all }) => sum + 3 * all, 0));
      return rows;
    }),
  );
}
