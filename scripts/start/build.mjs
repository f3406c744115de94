import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { run } from './child.mjs';
import { Failure } from './failure.mjs';
import { fingerprint, lastBuilt, rememberBuilt } from './fingerprint.mjs';
import { step } from './output.mjs';
import { inRoot, readable, root } from './paths.mjs';

const shared = ['package-lock.json', 'tsconfig.base.json', 'tsconfig.packages.json', 'tsconfig.json'];

/** The packages below Backstage, as tsconfig.packages.json lists them. */
async function enginePackages() {
  const { references } = JSON.parse(await readFile(inRoot('tsconfig.packages.json'), 'utf8'));
  return references.map(({ path }) => path);
}

async function engine() {
  const packages = await enginePackages();
  return {
    name: 'engine',
    title: 'Building the engine',
    inputs: [
      ...shared,
      ...packages.flatMap((at) => [`${at}/src`, `${at}/package.json`, `${at}/tsconfig.json`]),
    ],
    outputs: packages.map((at) => `${at}/dist/index.js`),
    cwd: root,
    args: ['node_modules/typescript/bin/tsc', '-b', 'tsconfig.packages.json'],
  };
}

/** The command line in few files. */
async function command() {
  const { inputs } = await engine();
  return {
    name: 'command',
    title: 'Bundling the command',
    inputs: [...inputs, 'scripts/bundle-command.mjs'],
    outputs: ['packages/cli/dist/bundle/index.js'],
    cwd: root,
    args: ['scripts/bundle-command.mjs'],
  };
}

const portal = {
  name: 'portal',
  title: 'Building the pages',
  inputs: [
    ...shared,
    'app-config.yaml',
    'packages/app/src',
    'packages/app/public',
    'packages/app/package.json',
    ...['orchestrator', 'orchestrator-common'].flatMap((name) => [
      `plugins/${name}/src`,
      `plugins/${name}/package.json`,
    ]),
  ],
  outputs: ['packages/app/dist/index.html'],
  cwd: inRoot('packages', 'app'),
  args: [
    inRoot('node_modules/@backstage/cli/bin/backstage-cli'),
    'package',
    'build',
    '--config',
    '../../app-config.yaml',
  ],
};

/** Builds what changed since it was last built. */
export async function build(node) {
  await Promise.all([await engine(), portal].map((target) => buildIfStale(node, target)));
}

/** Builds only the packages below Backstage and their command, for tests that need nothing else. */
export async function buildEngine(node) {
  await buildIfStale(node, await engine());
  await buildIfStale(node, await command());
}

async function buildIfStale(node, target) {
  const mark = await fingerprint(target.inputs);
  const complete = target.outputs.every((file) => existsSync(inRoot(file)));
  if (complete && (await lastBuilt(target.name)) === mark) return;
  await step(target.title, async () => {
    const log = inRoot('.data', 'logs', `build-${target.name}.log`);
    const env = { NODE_ENV: 'production', FORCE_COLOR: '0', NO_COLOR: '1' };
    const { code, output } = await run(node, target.args, { cwd: target.cwd, env, log });
    if (code !== 0) throw buildFailure(target.title, output, readable(log));
    await rememberBuilt(target.name, mark);
  });
}

/** The sentence for a failed build, with the first errors of the compiler. */
export function buildFailure(title, output, log) {
  const lines = output.split('\n').map((line) => line.trimEnd());
  const errors = lines.filter((line) => /\berror\b|✖|×|Module not found/i.test(line));
  const details = (errors.length > 0 ? errors : lines.filter(Boolean)).slice(0, 8);
  return new Failure(`${title} failed. Put these errors right, then start again:`, { details, log });
}
