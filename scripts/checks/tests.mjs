import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { inRoot } from '../start/paths.mjs';
import { countTests, sum } from './count.mjs';
import { runTool } from './tools.mjs';

const report = (name) => inRoot('node_modules', '.cache', 'orchestrator', `${name}.json`);

const runners = [
  // The engine, the backend plugin and the scripts.
  {
    tool: 'vitest',
    args: [
      'run',
      // A test that needs a second try is told by name; it holds nobody up.
      '--retry=1',
      '--reporter=default',
      '--reporter=json',
      '--reporter=./scripts/checks/retried-reporter.mjs',
      `--outputFile.json=${report('vitest')}`,
    ],
  },
  // The pages, under Backstage's own test setup.
  {
    tool: 'backstage-cli',
    args: ['repo', 'test', '--watch=false', '--json', `--outputFile=${report('backstage-cli')}`],
  },
];

/** Runs all tests but those in the browser. Answers how many passed and failed. */
export async function runTests() {
  const counts = [];
  for (const { tool, args } of runners) {
    const file = report(tool);
    await mkdir(path.dirname(file), { recursive: true });
    await rm(file, { force: true });
    const { code } = await runTool(tool, args);
    counts.push(await countTests(file, code));
  }
  return sum(counts);
}
