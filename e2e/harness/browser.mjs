import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

function executable() {
  const found = process.env.CHROMIUM_PATH ?? places.find((place) => existsSync(place));
  if (found) return found;
  throw new Error(
    'There is no Chromium. Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to one.',
  );
}

const flags = ['gpu', 'quic', 'background-networking', 'component-update', 'sync'].map(
  (name) => `--disable-${name}`,
);

/**
 * A page in a fresh browser. Whatever it complains about (errors on the console, uncaught exceptions, violations of the
 * content security policy) fails the test at its end.
 *
 * @param {import('node:test').TestContext} t the test that the browser lives for
 * @param {string} url base of the addresses that the test goes to
 */
export async function openPage(t, url, { colorScheme = 'light' } = {}) {
  const browser = await chromium.launch({
    executablePath: executable(),
    args: ['--no-sandbox', '--no-first-run', ...flags],
  });
  t.after(() => browser.close());
  const page = await browser.newPage({ baseURL: url, colorScheme, viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(15_000);
  const complaints = await listen(page);
  return { page, complaints };
}

async function listen(page) {
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  await page.exposeFunction('reportViolation', (violation) =>
    complaints.push(`content security policy: ${violation}`),
  );
  await page.addInitScript(() => {
    document.addEventListener(
      'securitypolicyviolation',
      ({ violatedDirective, blockedURI, sourceFile, lineNumber, columnNumber }) => {
        window.reportViolation(
          `${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}:${columnNumber}`,
        );
      },
    );
  });
  return complaints;
}

/** Fails when a page has complained about something. */
export function assertNoComplaints(complaints) {
  assert.deepEqual([...new Set(complaints)], []);
}

/** From the sign-in page to the list of workflows. */
export async function signIn(page) {
  await page.goto('/');
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.getByRole('link', { name: 'Run Greeting' }).waitFor();
}
