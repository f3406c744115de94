// `npm run verify`: everything that must hold before a change is merged, but the browser.
import { performance } from 'node:perf_hooks';
import { sum } from './checks/count.mjs';
import { main } from './checks/main.mjs';
import { runTests } from './checks/tests.mjs';
import { runTool } from './checks/tools.mjs';
import { install } from './start/install.mjs';

const steps = [
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['lint', 'eslint', ['.']],
  ['types of the engine', 'tsc', ['-b', 'tsconfig.packages.json']],
  ['types of the tests', 'tsc', ['-p', 'tsconfig.check.json']],
  ['types of the plugins', 'tsc', ['-p', 'tsconfig.json']],
  // The frontend is left out: Backstage's own types do not allow exact optional properties there.
  ['exact types of the backend', 'tsc', ['-p', 'tsconfig.backend.json']],
  ['dead code', 'knip', []],
  ['duplication', 'jscpd', ['--config', '.jscpd.json', '.']],
  ['API reports', 'scripts/api-reports.mjs', ['--check']],
  ['configuration', 'scripts/configuration-docs.mjs', ['--check']],
  ['changesets', 'changeset', ['status']],
];

async function verify() {
  const results = [];
  for (const [title, tool, args] of steps) {
    results.push(await timed(title, async () => judge(title, await runTool(tool, args, { quiet: true }))));
  }
  results.push(await timed('tests', runTests));
  console.log(`\n${results.map(summary).join('\n')}`);
  return sum(results);
}

function judge(title, { code, output }) {
  if (code === 0) return { passed: 1, failed: 0 };
  console.log(output.trimEnd());
  return { passed: 0, failed: 1, failures: [title] };
}

async function timed(title, work) {
  console.log(`── ${title}`);
  const from = performance.now();
  const count = await work();
  return { title, ...count, seconds: (performance.now() - from) / 1000 };
}

function summary({ title, failed, seconds }) {
  return `${failed === 0 ? 'ok    ' : 'FAILED'}  ${seconds.toFixed(1).padStart(6)} s  ${title}`;
}

await main(async () => {
  await install();
  return verify();
});
