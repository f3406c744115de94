import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from './child.mjs';
import { checkDisk, needed } from './disk.mjs';
import { Failure } from './failure.mjs';
import { step } from './output.mjs';
import { inRoot, readable, root } from './paths.mjs';

// Retries bridge a hiccup of the network; a missing network is told within half a minute.
const retries = ['--fetch-retries=3', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];

const log = inRoot('.data', 'logs', 'install.log');

// Which lock file the last installation of ours followed.
const stamp = inRoot('node_modules', '.cache', 'orchestrator', 'installed');

/** Installs the packages of the lock file, unless they are there. */
export async function install() {
  const lock = await readFile(inRoot('package-lock.json'), 'utf8').catch(() => undefined);
  if (!lock)
    throw new Failure('package-lock.json is missing. Restore it with git checkout package-lock.json');
  const mark = createHash('sha256').update(lock).digest('hex');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === mark || (await isInstalledByHand())) return;
  await checkDisk(root, needed.install, 'installing and building');
  await step('Installing packages (a minute or two, the first time only)', npmCi);
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, mark);
}

/** npm leaves a record of what it installed, last of all: enough when it holds everything the lock file asks for. */
async function isInstalledByHand() {
  const wanted = await packagesOf(inRoot('package-lock.json'));
  const present = await packagesOf(inRoot('node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([name, { version, optional, devOptional, link }]) => {
    const found = present[name];
    if (!name.includes('node_modules/')) return true;
    return found ? link || found.version === version : Boolean(optional || devOptional);
  });
}

async function packagesOf(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

async function npmCi() {
  // The caller's npm, run by the caller's Node: the packaged Node is replaced by this very installation.
  const npm = process.env.npm_execpath;
  const node = process.env.npm_node_execpath ?? process.execPath;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...retries];
  const windowsShell = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const [command, all] = npm ? [node, [npm, ...args]] : [windowsShell, args];
  const { code, output } = await run(command, all, { cwd: root, log });
  if (code !== 0) throw installFailure(output);
}

const causes = [
  [/ENOSPC/, 'The disk is full. Make room, then start again.'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/i,
    'The package registry could not be reached. Check the network (and npm config get registry, npm config get proxy), then start again.',
  ],
  [/EACCES|EPERM/, 'Files in node_modules may not be written. Make this folder yours, then start again.'],
  [
    /EUSAGE|can only install packages when your package.json/,
    'package-lock.json does not fit package.json. Run npm install.',
  ],
];

/** The sentence for a failed `npm ci`. */
export function installFailure(output) {
  const cause = causes.find(([pattern]) => pattern.test(output));
  const details = output
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim())
    .filter((line) => line && !/complete log of this run|^at /.test(line))
    .slice(0, 5);
  return new Failure(cause?.[1] ?? 'The packages could not be installed.', { details, log: readable(log) });
}
