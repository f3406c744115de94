import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { resourceRoot } from './corpus.mjs';

const DEFINITION = /\.sw\.(json|ya?ml)$/;

/**
 * Makes a workflows folder that holds only the definitions named, with the other files of their resource roots beside
 * them as in the corpus, and the configuration where each definition finds it.
 *
 * @param {string} corpus
 * @param {readonly string[]} definitions paths below the corpus folder
 * @param {Readonly<Record<string, string>>} config application properties
 */
export async function makeWorkspace(corpus, definitions, config) {
  const folder = await mkdtemp(path.join(tmpdir(), 'conformance-'));
  for (const root of new Set(definitions.map(resourceRoot))) {
    for (const file of await filesBelow(path.join(corpus, root))) {
      if (!DEFINITION.test(file)) await copy(path.join(corpus, root, file), path.join(folder, file));
    }
  }
  const places = definitions.map((definition) => path.relative(resourceRoot(definition), definition));
  for (const [index, place] of places.entries()) {
    await copy(path.join(corpus, definitions[index]), path.join(folder, place));
  }
  for (const place of new Set(places.map((place) => path.dirname(place)))) {
    await writeFile(path.join(folder, place, 'application.properties'), toProperties(config));
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Java properties: everything that could be read as syntax is escaped. */
export function toProperties(config) {
  const escape = (text) => String(text).replaceAll(/[\\\s=:#!]/g, (character) => `\\${character}`);
  return Object.entries(config)
    .map(([key, value]) => `${escape(key)}=${escape(value)}\n`)
    .join('');
}

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

async function copy(from, to) {
  await mkdir(path.dirname(to), { recursive: true });
  await copyFile(from, to);
}
