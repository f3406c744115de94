// Runs the browser tests one after the other; called by `npm run test:e2e`.
import { readdirSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { main } from '../scripts/checks/main.mjs';
import { inRoot } from '../scripts/start/paths.mjs';

const files = readdirSync(inRoot('e2e'))
  .filter((name) => name.endsWith('.test.mjs'))
  .map((name) => inRoot('e2e', name));

await main(async () => {
  const count = { passed: 0, failed: 0 };
  const events = run({ files, concurrency: 1, timeout: 300_000 });
  events.on('test:pass', ({ details }) => details.type !== 'suite' && (count.passed += 1));
  events.on('test:fail', ({ details }) => details.type !== 'suite' && (count.failed += 1));
  const report = events.compose(spec);
  report.pipe(process.stdout);
  await new Promise((resolve) => report.once('end', resolve));
  return count;
});
