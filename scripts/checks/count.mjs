import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../start/paths.mjs';

/**
 * Counts the tests in a JSON report of vitest or jest, and names those that failed. A file that could not be run counts as
 * one failure, and so does a runner that failed for a reason that is in no report.
 */
export async function countTests(reportFile, exitCode) {
  const report = await readReport(reportFile);
  const failures = report.testResults.flatMap(failuresOf);
  if (exitCode !== 0 && failures.length === 0) failures.push('the test runner itself, see above');
  return { passed: report.numPassedTests, failed: failures.length, failures };
}

function failuresOf({ name = '', status, message = '', assertionResults }) {
  const file = path.relative(root, name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0 && status === 'failed') return [`${file}: ${firstLine(message)}`];
  return failed.map(
    ({ fullName, failureMessages }) => `${file} > ${fullName}: ${firstLine(failureMessages[0])}`,
  );
}

const firstLine = (text = '') => text.split('\n', 1)[0].slice(0, 200);

async function readReport(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return { testResults: [], numPassedTests: 0 };
  }
}

export const sum = (counts) => ({
  passed: counts.reduce((total, count) => total + count.passed, 0),
  failed: counts.reduce((total, count) => total + count.failed, 0),
  failures: counts.flatMap(({ failures }) => failures ?? []),
});

export const countLine = ({ passed, failed }) => `${passed} passed, ${failed} failed`;
