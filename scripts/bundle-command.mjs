// `node scripts/bundle-command.mjs`: puts the built modules of the command line into few files, since finding and linking a
// thousand of them takes longer than everything else at a start. What a command does not need stays apart.
import { copyFile, rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { inRoot } from './start/paths.mjs';

const folder = inRoot('packages/cli/dist/bundle');

await rm(folder, { recursive: true, force: true });
await build({
  absWorkingDir: inRoot('.'),
  entryPoints: {
    // Threads start from files of their own, which lie beside the code that starts them.
    'pglite-worker': 'packages/store/dist/database/pglite-worker.js',
    'script-worker': 'packages/connectors/dist/script/script-worker.js',
    index: 'packages/cli/dist/index.js',
  },
  outdir: folder,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  // Names of classes are told to users, as the names of errors.
  keepNames: true,
  // PGlite looks for files beside itself; the native driver is there only where somebody added it.
  external: ['@electric-sql/pglite', 'pg-native'],
  // Older packages load what Node brings by `require`, which modules have not.
  banner: {
    js: "import { createRequire as createRequireOf } from 'node:module'; const require = createRequireOf(import.meta.url);",
  },
  logLevel: 'warning',
});
// By this the code knows which build it is, and finds what it once read of documents.
await copyFile(inRoot('packages/definition/dist/.tsbuildinfo'), `${folder}/.tsbuildinfo`);
