import { withWorkflows, zeroStep } from '../orchestrator/workflows.mjs';
import { inProcess, overHttp } from './engine-rows.mjs';

/** Runs that need nothing from outside: what starting, committing and ending cost. */
export function zeroStepRows({ postgres, seconds }) {
  return withWorkflows({ zero: zeroStep }, async (workflows) => {
    const runs = { postgres, seconds, workflows, workflowId: 'zero', data: {} };
    return [
      ...(await inProcess({ ...runs, row: '0-step, in process', concurrencies: [1, 8, 64, 256] })),
      ...(await overHttp({ ...runs, row: '0-step, over HTTP', concurrencies: [1, 16, 64, 128] })),
    ];
  });
}
