// `node scripts/run-built.mjs SCRIPT [ARGUMENT …]`: runs a script on the built engine, from a fresh clone as well.
import { node, runTool } from './checks/tools.mjs';
import { buildEngine } from './start/build.mjs';
import { describe } from './start/failure.mjs';
import { install } from './start/install.mjs';
import { stopOnSignals } from './start/stop.mjs';

stopOnSignals(1);
try {
  await install();
  await buildEngine(node());
  const [script, ...args] = process.argv.slice(2);
  process.exitCode = (await runTool(script, args)).code;
} catch (error) {
  console.error(describe(error));
  process.exitCode = 1;
}
