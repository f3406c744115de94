import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../usage-error.js';

/** The settings of `--set KEY=VALUE`. @throws UsageError */
export function readSettings(given: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    given.map((entry) => {
      const split = entry.indexOf('=');
      if (split <= 0) throw new UsageError(`--set ${entry} must look like KEY=VALUE.`);
      return [entry.slice(0, split).replaceAll('"', ''), entry.slice(split + 1)];
    }),
  );
}

/** The settings of all `--config` files and folders; what stands in a later one wins. @throws UsageError */
export async function readShared(
  given: readonly string[],
  profile: string,
  cwd: string,
): Promise<ReadonlyMap<string, string>> {
  const entries: [string, string][] = [];
  for (const name of given) {
    const file = path.resolve(cwd, name);
    const info = await stat(file).catch(() => undefined);
    if (!info) throw new UsageError(`--config names ${name}, which is not there; correct the path.`);
    entries.push(...(info.isDirectory() ? await mounted(file) : await written(file, name, profile)));
  }
  return new Map(entries);
}

async function written(file: string, name: string, profile: string): Promise<[string, string][]> {
  const { readConfiguration } = await import('@orchestrator/runtime');
  try {
    return [...readConfiguration(name, await readFile(file, 'utf8'), profile)];
  } catch (error) {
    throw new UsageError(`--config ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A folder as Kubernetes mounts secrets and config maps: a file for each key, and links that begin with a dot. */
async function mounted(folder: string): Promise<[string, string][]> {
  const entries: [string, string][] = [];
  for (const name of (await readdir(folder)).filter((file) => !file.startsWith('.')).sort()) {
    const file = path.join(folder, name);
    if ((await stat(file)).isFile()) entries.push([name, (await readFile(file, 'utf8')).trimEnd()]);
  }
  return entries;
}
