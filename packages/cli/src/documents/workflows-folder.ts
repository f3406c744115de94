import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { isDefinitionFile } from '@orchestrator/definition';

/**
 * The workflows folder of a path, when none is named: nothing outside it is read. Workflows lie in a folder each, so
 * for a document, or for the folder of one, it is the folder above; any other folder is one of workflows itself.
 */
export async function workflowsFolderOf(given: string, cwd: string): Promise<string> {
  const place = path.resolve(cwd, given);
  if (!(await stat(place)).isDirectory()) return path.dirname(path.dirname(place));
  const names = await readdir(place);
  return names.some(isDefinitionFile) ? path.dirname(place) : place;
}
