import path from 'node:path';
import { ended, launch } from '../start/child.mjs';
import { chooseNode } from '../start/node-runtime.mjs';
import { inRoot, root } from '../start/paths.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);

/** The Node that builds and tests run on; see chooseNode. */
export const node = () => chooseNode({ major, minor });

/** Tools of the repository, by what they are run as. */
const tools = {
  prettier: 'prettier/bin/prettier.cjs',
  eslint: 'eslint/bin/eslint.js',
  tsc: 'typescript/bin/tsc',
  knip: 'knip/bin/knip.js',
  jscpd: 'jscpd/bin/jscpd',
  vitest: 'vitest/vitest.mjs',
  stryker: '@stryker-mutator/core/bin/stryker.js',
  changeset: '@changesets/cli/bin.js',
  'backstage-cli': '@backstage/cli/bin/backstage-cli',
};

/** Runs a tool (or a script of ours) in the clone. With `quiet` its output is kept instead of shown. */
export async function runTool(name, args, { env = {}, quiet = false } = {}) {
  const script = name.endsWith('.mjs') ? inRoot(name) : inRoot('node_modules', tools[name]);
  const chosen = node();
  const search = [path.dirname(chosen), inRoot('node_modules', '.bin'), process.env.PATH].join(
    path.delimiter,
  );
  const child = launch(chosen, [script, ...args], {
    cwd: root,
    env: { PATH: search, CI: '1', NO_UPDATE_NOTIFIER: '1', ...env },
    stdio: ['ignore', ...(quiet ? ['pipe', 'pipe'] : ['inherit', 'inherit'])],
  });
  const output = [];
  child.stdout?.on('data', (text) => output.push(text));
  child.stderr?.on('data', (text) => output.push(text));
  const code = await ended(child);
  return { code, output: Buffer.concat(output).toString() };
}
