import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inRoot } from '../start/paths.mjs';
import { countTests } from './count.mjs';

async function reportOf(report) {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'count-')), 'report.json');
  await writeFile(file, JSON.stringify(report));
  return file;
}

const passing = { status: 'passed', assertionResults: [{ status: 'passed' }] };

test('tests are counted from the report, and those that failed are named', async () => {
  const failing = {
    name: inRoot('packages', 'a.test.ts'),
    status: 'failed',
    assertionResults: [
      { status: 'passed' },
      {
        status: 'failed',
        fullName: 'a thing works',
        failureMessages: ['expected 1 to be 2\n    at somewhere'],
      },
    ],
  };
  const file = await reportOf({ numPassedTests: 3, testResults: [passing, failing] });
  expect(await countTests(file, 1)).toEqual({
    passed: 3,
    failed: 1,
    failures: [`${path.join('packages', 'a.test.ts')} > a thing works: expected 1 to be 2`],
  });
});

test('a test file that cannot be run counts as one failure', async () => {
  const broken = {
    name: inRoot('b.test.ts'),
    status: 'failed',
    message: 'no such module',
    assertionResults: [],
  };
  const file = await reportOf({ numPassedTests: 3, testResults: [passing, broken] });
  expect(await countTests(file, 1)).toEqual({
    passed: 3,
    failed: 1,
    failures: ['b.test.ts: no such module'],
  });
});

test('a runner that fails without a report counts as one failure', async () => {
  expect(await countTests('/nowhere/report.json', 1)).toMatchObject({ passed: 0, failed: 1 });
});

test('a runner that fails although all tests passed counts as one failure', async () => {
  const file = await reportOf({ numPassedTests: 3, testResults: [passing] });
  expect(await countTests(file, 1)).toMatchObject({ passed: 3, failed: 1 });
});
