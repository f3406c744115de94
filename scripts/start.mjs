// `npm start`. This file is read by whatever Node the caller has, so it stays plain: old ones get a sentence.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20) {
  console.error(
    `Node ${process.versions.node} is too old to start with. Install Node 20 or newer (https://nodejs.org), then run npm start again.`,
  );
  process.exitCode = 1;
} else {
  const { start } = await import('./start/start.mjs');
  await start(process.argv.slice(2), { major, minor });
}
