import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ServedApplication } from '../application/served.mjs';
import { toProperties } from '../workspace.mjs';
import { environment, settings } from './operator-settings.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The folder of the published sample workflows of the developer hub. */
const collection = here('../../../shared/corpus/rhdh-workflows');

/** Whether it lies beside this repository. */
export const collectionIsPresent = existsSync(collection);

/** Where the workflows say that the description of the notifications API is. */
const REPOSITORIES = [
  'rhdhorchestrator/serverless-workflows/main/workflows/shared/',
  'rhdhorchestrator/serverless-workflows/main/shared/',
  'parodos-dev/serverless-workflows/main/shared/',
];

/**
 * Folders that a second server has: two whose workflows have the ids of others, one whose credentials are only set for
 * development, and those whose runs wait for a minute, which should begin before the whole collection is read.
 */
const APART = [
  'backstage-token',
  'create-ocp-project',
  'create-branch-gh-two',
  'fail-switch',
  'mta-v6.x',
  'escalation-service-now',
  'shared',
];

/**
 * @typedef {object} Served
 * @property {import('../application/application.mjs').Application} application
 * @property {readonly string[]} findings what it warned of when it started
 */

/**
 * Serves the whole collection as it is, and some of its folders by a second server, which starts first. Answers at once; both
 * start meanwhile.
 *
 * @param {ReadonlyMap<string, string>} urls addresses of the stand-ins by name
 * @returns {Promise<{whole: Promise<Served>, apart: Promise<Served>, close: () => Promise<void>}>}
 */
export async function serveCollection(urls) {
  const scratch = await mkdtemp(path.join(tmpdir(), 'rhdh-'));
  const workflows = path.join(scratch, 'workflows');
  for (const folder of APART)
    await cp(path.join(collection, folder), path.join(workflows, folder), { recursive: true });
  const apart = serve(workflows, path.join(scratch, 'apart'), urls, ['--profile', 'dev']);
  const serveWhole = () => serve(collection, path.join(scratch, 'whole'), urls, []);
  const whole = apart.then(serveWhole, serveWhole);
  return {
    whole,
    apart,
    async close() {
      const opened = await Promise.allSettled([whole, apart]);
      await Promise.all(opened.map(({ value }) => value?.application.stop('SIGKILL')));
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

async function serve(workflows, folder, urls, options) {
  const config = settings(urls, here('python'));
  await mkdir(folder);
  await writeFile(path.join(folder, 'shared.properties'), toProperties(config));
  const more = ['--data-dir', 'memory', ...resourceMap(), ...options];
  const functions = here('functions.mjs');
  const given = { workflows, environment: environment(urls), config, functions, more };
  const application = new ServedApplication(given, folder);
  await application.start().catch(async (error) => {
    await application.stop('SIGKILL');
    throw error;
  });
  const problems = application.lines().filter(({ level }) => level === 'ERROR' || level === 'WARN');
  return { application, findings: problems.map(({ message }) => message) };
}

/** Options that let the description of the notifications API be read from the collection. */
function resourceMap() {
  return REPOSITORIES.flatMap((repository) => [
    '--resource-map',
    `https://raw.githubusercontent.com/${repository}=${path.join(collection, 'shared')}`,
  ]);
}
