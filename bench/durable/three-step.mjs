import { inTurns } from '../load/in-turns.mjs';
import { withTarget } from '../load/target.mjs';
import { threeStep, withWorkflows } from '../orchestrator/workflows.mjs';
import { withBareSteps } from './bare-steps.mjs';
import { overHttp, rowsOf, withInProcess } from './engine-rows.mjs';

/** How many runs are under way at once. */
export const CONCURRENCIES = [1, 16, 64];

/** Runs of three calls in a row to a service that answers at once. */
export function threeStepRows({ postgres, seconds }) {
  return withTarget((target) =>
    withWorkflows({ three: threeStep(target.url) }, async (workflows) => {
      const runs = { postgres, workflows, workflowId: 'three', data: { order: 7 } };
      const plan = { ...runs, row: '3-step, in process' };
      const embedded = await withInProcess(plan, async (load, check) => {
        const rows = await rowsOf(load, CONCURRENCIES, seconds);
        const [bare, idle] = await withBareSteps({ postgres, target: target.url }, (bareLoad) =>
          inTurns([() => bareLoad(seconds / 2), () => load(1, seconds / 2)]),
        );
        await check([...rows, idle]);
        return [...rows, bare, idle];
      });
      const rows = [
        ...embedded,
        ...(await overHttp({ ...runs, row: '3-step, over HTTP', seconds, concurrencies: CONCURRENCIES })),
      ];
      await target.expect(rows.reduce((sum, { all }) => sum + 3 * all, 0));
      return rows;
    }),
  );
}
