// `npm run test:e2e`: the portal in a real browser. With --update-images the pictures of the documentation change.
import { node, runTool } from './checks/tools.mjs';
import { build } from './start/build.mjs';
import { describe } from './start/failure.mjs';
import { install } from './start/install.mjs';
import { stopOnSignals } from './start/stop.mjs';

stopOnSignals(1);
try {
  await install();
  await build(node());
  const env = { E2E_UPDATE_IMAGES: process.argv.includes('--update-images') ? '1' : '' };
  process.exitCode = (await runTool('e2e/run.mjs', [], { env })).code;
} catch (error) {
  console.error(`${describe(error)}\n0 passed, 1 failed`);
  process.exitCode = 1;
}
