import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Option } from 'commander';
import { UsageError } from '../usage-error.js';

/** The workflows folder: nothing outside it is read. */
export const rootOption = (): Option =>
  new Option('--root <dir>', 'the workflows folder: files that documents refer to are looked up in it');

/** Copies of documents that have an address. */
export const resourceMapOption = (): Option =>
  new Option(
    '--resource-map <urlprefix=folder>',
    'read what lies below an address from a folder (can be repeated)',
  ).argParser((value: string, former: readonly string[] | undefined) => [...(former ?? []), value]);

/** The reading of the specification for documents that name none. */
export const dialectOption = (): Option =>
  new Option('--dialect <name>', 'how to read documents whose metadata name no dialect')
    .choices(['sonataflow', 'spec'])
    .default('sonataflow');

/**
 * The folders by the beginning of the addresses that they stand for.
 *
 * @throws UsageError
 */
export async function resourceMap(
  entries: readonly string[],
  cwd: string,
): Promise<ReadonlyMap<string, string>> {
  const map = new Map<string, string>();
  for (const entry of entries) {
    // A folder's name may hold "=", and an address may too; an address ends where the folder begins.
    const split = entry.lastIndexOf('=');
    const [prefix, folder] = [entry.slice(0, split), entry.slice(split + 1)];
    if (split < 0 || folder === '' || !/^https?:\/\//i.test(prefix)) {
      throw new UsageError(`--resource-map ${entry} must look like https://example.com/specs/=FOLDER.`);
    }
    map.set(prefix, await existingFolder(folder, cwd, '--resource-map'));
  }
  return map;
}

/**
 * The absolute path of a folder that has to be there.
 *
 * @throws UsageError
 */
export async function existingFolder(given: string, cwd: string, option: string): Promise<string> {
  const folder = path.resolve(cwd, given);
  const info = await stat(folder).catch(() => undefined);
  if (info?.isDirectory()) return folder;
  throw new UsageError(`${option} names ${given}, which is no folder; correct the path.`);
}
