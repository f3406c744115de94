#!/usr/bin/env node
// This file is read by whatever Node the caller has, so it stays plain: old ones get a sentence.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const args = process.argv.slice(2);

if (major < 20) {
  console.error(
    `Node ${process.versions.node} is too old for this command. Install Node 20 or newer (https://nodejs.org).`,
  );
  process.exitCode = 2;
} else {
  const { runInClone } = await import('./run-in-clone.mjs');
  if (!(await runInClone(args, { major, minor }))) {
    const { run } = await import('./run.mjs');
    await run(args);
  }
}
