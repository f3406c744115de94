import { join } from 'node:path';
import { threeStep, withWorkflows, zeroStep } from '../orchestrator/workflows.mjs';
import { withTarget } from '../load/target.mjs';
import { withTemporaryFolder } from '../processes/temporary-folder.mjs';
import { loads, withEngineOn } from './engine-rows.mjs';
import { CONCURRENCIES } from './three-step.mjs';

/** The same runs on PGlite in a folder: PostgreSQL inside the process, and each commit on disk as well. */
export function pgliteRows({ seconds }) {
  return withTarget((target) =>
    withWorkflows({ zero: zeroStep, three: threeStep(target.url) }, (workflows) =>
      withTemporaryFolder('pglite', (folder) =>
        withEngineOn({ kind: 'pglite', dataDir: join(folder, 'data') }, workflows, async (engine) => [
          ...(await loads(engine, {
            row: '0-step on PGlite',
            seconds,
            concurrencies: [1, 64, 256],
            workflowId: 'zero',
            data: {},
          })),
          ...(await loads(engine, {
            row: '3-step on PGlite',
            seconds,
            concurrencies: CONCURRENCIES,
            workflowId: 'three',
            data: { order: 7 },
          })),
        ]),
      ),
    ),
  );
}
