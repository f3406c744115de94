import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { isDefinitionFile } from '@orchestrator/definition';
import { UsageError } from '../usage-error.js';

/**
 * The workflow documents that a path stands for: the file itself, or all `*.sw.{json,yaml,yml}` below the folder, in
 * the order of their names. Hidden folders and `node_modules` are left out.
 *
 * @returns absolute paths
 * @throws UsageError when there is nothing
 */
export async function findDocuments(given: string, cwd: string): Promise<string[]> {
  const place = path.resolve(cwd, given);
  const info = await stat(place).catch(() => undefined);
  if (!info) throw new UsageError(`There is no file or folder ${given}; correct the path.`);
  if (!info.isDirectory()) return [place];
  const found = await documentsBelow(place);
  if (found.length > 0) return found;
  throw new UsageError(
    `There is no workflow document (*.sw.json, *.sw.yaml, *.sw.yml) below ${given}; name the folder that has some.`,
  );
}

async function documentsBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const found = await Promise.all(
    entries.map(async (entry) => {
      const place = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        const skipped = entry.name.startsWith('.') || entry.name === 'node_modules';
        return skipped ? [] : documentsBelow(place);
      }
      return isDefinitionFile(entry.name) && (entry.isFile() || (await isFile(place))) ? [place] : [];
    }),
  );
  return found.flat();
}

/** Follows a symbolic link to a file; links to folders could lead round in circles. */
async function isFile(place: string): Promise<boolean> {
  return stat(place).then(
    (info) => info.isFile(),
    () => false,
  );
}
