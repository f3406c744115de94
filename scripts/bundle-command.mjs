// `node scripts/bundle-command.mjs`: puts the built modules of the command line into few files, since finding and linking them
// one by one took about a fifth of a start. What a command does not need stays apart.
import { copyFile, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { inRoot } from './start/paths.mjs';

const folder = inRoot('packages/cli/dist/bundle');
await mkdir(folder, { recursive: true });
const made = await mkdtemp(`${folder}-`);

let files;
try {
  await build({
    absWorkingDir: inRoot('.'),
    entryPoints: {
      // Threads start from files of their own, which lie beside the code that starts them.
      'pglite-worker': 'packages/store/dist/database/pglite-worker.js',
      'script-worker': 'packages/connectors/dist/script/script-worker.js',
      index: 'packages/cli/dist/index.js',
    },
    outdir: made,
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
  await copyFile(inRoot('packages/definition/dist/.tsbuildinfo'), path.join(made, '.tsbuildinfo'));

  // A process that runs finds the parts that it has not loaded yet; the entry comes last, when all that it needs is there.
  files = await readdir(made);
  for (const file of [...files.filter((name) => name !== 'index.js'), 'index.js'])
    await rename(path.join(made, file), path.join(folder, file));
} finally {
  await rm(made, { recursive: true });
}

const yesterday = Date.now() - 86_400_000;
for (const file of (await readdir(folder)).filter((name) => !files.includes(name))) {
  const old = path.join(folder, file);
  if ((await stat(old)).mtimeMs < yesterday) await rm(old);
}
