import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { threeStep, withWorkflows, zeroStep } from '../orchestrator/workflows.mjs';
import { withTarget } from '../load/target.mjs';
import { loads, withEngineOn } from './engine-rows.mjs';
import { CONCURRENCIES } from './three-step.mjs';

/** The same runs on PGlite in a folder: PostgreSQL inside the process, and each commit on disk as well. */
export function pgliteRows({ seconds }) {
  return withTarget((target) =>
    withWorkflows({ zero: zeroStep, three: threeStep(target.url) }, (workflows) =>
      withFolder((dataDir) =>
        withEngineOn({ kind: 'pglite', dataDir }, workflows, async (engine) => [
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

async function withFolder(work) {
  const folder = await mkdtemp(join(tmpdir(), 'orchestrator-bench-pglite-'));
  try {
    return await work(join(folder, 'data'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
