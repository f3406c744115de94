import { readFile } from 'node:fs/promises';

/**
 * Counts the tests in a JSON report of vitest or jest. A file that could not be run counts as one failure, and so does a
 * runner that failed for a reason that is in no report.
 */
export async function countTests(reportFile, exitCode) {
  const report = await readReport(reportFile);
  const broken = report.testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
  });
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + broken.length;
  return { passed, failed: exitCode !== 0 && failed === 0 ? 1 : failed };
}

async function readReport(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return { testResults: [], numPassedTests: 0, numFailedTests: 0 };
  }
}

export const sum = (counts) => ({
  passed: counts.reduce((total, count) => total + count.passed, 0),
  failed: counts.reduce((total, count) => total + count.failed, 0),
});

export const countLine = ({ passed, failed }) => `${passed} passed, ${failed} failed`;
