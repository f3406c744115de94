import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, signIn } from './harness/browser.mjs';
import { status } from './harness/greeting.mjs';
import { Portal } from './harness/portal.mjs';

const runs = `{ ProcessInstances(where: { processId: { equal: "timer" } }) {
  state
  nodes { name enter exit }
  variables
} }`;

test('a run that waits when the process is killed completes after the next start, and nothing is doubled', async (t) => {
  const portal = await Portal.start(t);
  const { page } = await openPage(t, portal.url);
  await signIn(page);
  await page.getByRole('link', { name: 'Run Reminder' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForURL('**/orchestrator/instances/*');
  await status(page, 'Running');
  const before = await portal.query(runs);

  assert.equal(await portal.kill(), 1);
  await portal.run();

  await page.reload();
  await status(page, 'Completed', 30_000);
  await page.getByRole('region', { name: 'Result' }).getByText('Remember: Time for a break').waitFor();

  const after = await portal.query(runs);
  assert.equal(before.ProcessInstances.length, 1);
  assert.deepEqual(
    after.ProcessInstances.map(({ state }) => state),
    ['COMPLETED'],
  );
  const [{ nodes }] = after.ProcessInstances;
  const names = nodes.map(({ name }) => name);
  assert.deepEqual([...names].sort(), [...new Set(names)].sort(), 'Each state and action was entered once.');
  assert.ok(
    nodes.every(({ enter, exit }) => enter && exit),
    'Each one was left.',
  );
  await portal.says('Remember: Time for a break');
});
