import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { assertNoComplaints, openPage, signIn } from './harness/browser.mjs';
import { status } from './harness/greeting.mjs';
import { Portal } from './harness/portal.mjs';

const document = (message, next) => `id: dropped
version: '1.0'
specVersion: '0.8'
name: Dropped
start: Say
states:
  - name: Say
    type: inject
    data:
      result:
        message: ${message}
    ${next}
`;

test('a file that is dropped into workflows appears within 1 s; broken, the old version keeps working', async (t) => {
  const portal = await Portal.start(t);
  const { page, complaints } = await openPage(t, portal.url);
  await signIn(page);
  const folder = path.join(portal.workflows, 'dropped');
  const file = path.join(folder, 'dropped.sw.yaml');
  await mkdir(folder);

  await writeFile(file, document('the first version', 'end: true'));
  const from = performance.now();
  await page.getByRole('link', { name: 'Run Dropped' }).waitFor();
  const milliseconds = performance.now() - from;
  assert.ok(milliseconds < 1_000, `It took ${milliseconds} ms.`);

  await writeFile(file, document('the second version', 'transition: Nowhere'));
  const problems = page.getByRole('region', { name: 'A document needs attention' });
  await problems.getByText('Nowhere').waitFor();
  await problems.getByText(/dropped\.sw\.yaml:\d+:\d+/).waitFor();
  await portal.says('dropped.sw.yaml:');

  await page.getByRole('link', { name: 'Run Dropped' }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForURL('**/orchestrator/instances/*');
  await status(page, 'Completed');
  await page.getByRole('region', { name: 'Result' }).getByText('the first version').waitFor();
  assertNoComplaints(complaints);
});
