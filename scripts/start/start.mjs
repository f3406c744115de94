import { build } from './build.mjs';
import { checkDatabase } from './database.mjs';
import { checkDisk, needed } from './disk.mjs';
import { describe } from './failure.mjs';
import { install } from './install.mjs';
import { chooseNode } from './node-runtime.mjs';
import { help, readOptions } from './options.mjs';
import { say } from './output.mjs';
import { launchPortal, waitUntilReady } from './portal.mjs';
import { checkPort } from './ports.mjs';
import { giveUp, isStopping, stopOnSignals } from './stop.mjs';

/** `npm start`: everything from a fresh clone to a portal that answers. */
export async function start(argv, callersNode) {
  stopOnSignals(0);
  try {
    const options = readOptions(argv);
    if (options.help) return console.log(help);
    await serve(options, callersNode);
  } catch (error) {
    if (isStopping()) return;
    console.error(`\n${describe(error)}`);
    await giveUp();
  }
}

async function serve(options, callersNode) {
  await checkPort(options.port, '--port');
  await checkPort(options.runtimePort, '--runtime-port');
  if (options.databaseUrl) await checkDatabase(options.databaseUrl);
  await checkDisk(options.dataDir, needed.run, 'running');
  await install();
  const node = chooseNode(callersNode);
  await build(node);
  say('Starting the portal …');
  const portal = launchPortal(node, options);
  await waitUntilReady(portal, options.port);
  say(`Ready: http://localhost:${options.port}/orchestrator   (Ctrl-C stops)`);
  const code = await portal.exit;
  if (isStopping()) return;
  console.error(
    `\nThe portal ended unexpectedly. Its last words are in ${portal.logFile}. npm start goes on where it was.`,
  );
  process.exit(code || 1);
}
