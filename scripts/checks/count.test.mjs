import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { countTests } from './count.mjs';

async function reportOf(report) {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'count-')), 'report.json');
  await writeFile(file, JSON.stringify(report));
  return file;
}

const passing = { status: 'passed', assertionResults: [{ status: 'passed' }] };

test('tests are counted from the report', async () => {
  const file = await reportOf({ numPassedTests: 3, numFailedTests: 1, testResults: [passing] });
  expect(await countTests(file, 1)).toEqual({ passed: 3, failed: 1 });
});

test('a test file that cannot be run counts as one failure', async () => {
  const broken = { status: 'failed', assertionResults: [] };
  const file = await reportOf({ numPassedTests: 3, numFailedTests: 0, testResults: [passing, broken] });
  expect(await countTests(file, 1)).toEqual({ passed: 3, failed: 1 });
});

test('a runner that fails without a report counts as one failure', async () => {
  expect(await countTests('/nowhere/report.json', 1)).toEqual({ passed: 0, failed: 1 });
});

test('a runner that fails although all tests passed counts as one failure', async () => {
  const file = await reportOf({ numPassedTests: 3, numFailedTests: 0, testResults: [passing] });
  expect(await countTests(file, 1)).toEqual({ passed: 3, failed: 1 });
});
