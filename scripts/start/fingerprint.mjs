import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inRoot } from './paths.mjs';

const stamps = inRoot('node_modules', '.cache', 'orchestrator');
const notBuilt = /\.(test|vitest|fixture)\.tsx?$|^setupTests\.ts$/;

/** Hash over names and contents of files and folders of the clone. Tests do not count: they are not built. */
export async function fingerprint(paths) {
  const hash = createHash('sha256');
  const files = (await Promise.all(paths.map(filesUnder))).flat().sort();
  const contents = await Promise.all(files.map((file) => readFile(file)));
  files.forEach((file, n) => hash.update(`${file}\0${contents[n].length}\0`).update(contents[n]));
  return hash.digest('hex');
}

async function filesUnder(relative) {
  const place = inRoot(relative);
  if (!existsSync(place)) return [];
  const entries = await readdir(place, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (!entries) return [place];
  return entries
    .filter((entry) => entry.isFile() && !notBuilt.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}

/** The fingerprint of the inputs of the last build that went well. */
export async function lastBuilt(name) {
  return readFile(path.join(stamps, name), 'utf8').catch(() => undefined);
}

export async function rememberBuilt(name, mark) {
  await mkdir(stamps, { recursive: true });
  await writeFile(path.join(stamps, name), mark);
}
