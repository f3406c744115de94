import { randomUUID } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Store } from '@orchestrator/store';

const compress = promisify(gzip);

/**
 * Writes runs to a new file of a folder: gzip, one JSON value on each line, with what the data index shows of a run and of
 * its nodes and the whole state of the instance. Only the owner of the process can read it. On the disk for good when this resolves, under its name only when whole.
 *
 * A run whose deletion fails afterwards is written again another time, so readers must go by ids.
 */
export async function archive(
  store: Pick<Store, 'index' | 'load'>,
  folder: string,
  instanceIds: readonly string[],
): Promise<void> {
  const where = { field: 'id', operator: 'in', value: instanceIds } as const;
  const rows = await store.index.instances({ where });
  const nodes = await store.index.nodes(instanceIds);
  const lines: string[] = [];
  for (const row of rows) {
    const instance = await store.load(row.id);
    lines.push(`${JSON.stringify({ ...row, nodes: nodes.get(row.id) ?? [], instance })}\n`);
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const time = new Date().toISOString().replaceAll(':', '-');
  const file = path.join(folder, `runs-${time}-${randomUUID()}.jsonl.gz`);
  await writeWhole(file, await compress(lines.join('')));
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const partial = `${file}.part`;
  await withHandle(partial, 'wx', async (handle) => {
    await handle.writeFile(bytes);
    await handle.sync();
  });
  await rename(partial, file);
  // A file is in its folder for good once that is written as well; Windows knows no such thing.
  if (process.platform !== 'win32') await withHandle(path.dirname(file), 'r', (handle) => handle.sync());
}

async function withHandle(
  name: string,
  flags: string,
  work: (handle: Awaited<ReturnType<typeof open>>) => Promise<void>,
): Promise<void> {
  const handle = await open(name, flags, 0o600);
  try {
    await work(handle);
  } finally {
    await handle.close();
  }
}
