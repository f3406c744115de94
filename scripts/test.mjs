// `npm test`: all tests but those in the browser.
import { main } from './checks/main.mjs';
import { node } from './checks/tools.mjs';
import { runTests } from './checks/tests.mjs';
import { buildEngine } from './start/build.mjs';
import { install } from './start/install.mjs';

await main(async () => {
  await install();
  await buildEngine(node());
  return runTests();
});
