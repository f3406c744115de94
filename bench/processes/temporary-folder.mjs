import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives the work an empty folder and removes it afterwards, also when the process is ended before. */
export async function withTemporaryFolder(name, work) {
  const folder = await mkdtemp(join(tmpdir(), `orchestrator-bench-${name}-`));
  const options = { recursive: true, force: true };
  const remove = () => rmSync(folder, options);
  process.once('exit', remove);
  try {
    return await work(folder);
  } finally {
    process.off('exit', remove);
    await rm(folder, options);
  }
}
