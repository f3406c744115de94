import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives the work an empty folder and removes it afterwards. */
export async function withTemporaryFolder(name, work) {
  const folder = await mkdtemp(join(tmpdir(), `orchestrator-bench-${name}-`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
