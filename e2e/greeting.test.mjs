import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertNoComplaints, openPage, signIn } from './harness/browser.mjs';
import { runGreeting } from './harness/greeting.mjs';
import { Portal } from './harness/portal.mjs';

test('a guest runs Greeting, sees it completed with its result, and Ctrl-C ends the portal within 2 s', async (t) => {
  const portal = await Portal.start(t);
  const { page, complaints } = await openPage(t, portal.url);
  await signIn(page);

  await runGreeting(page, { name: 'Ada', language: 'Spanish' });

  const result = page.getByRole('region', { name: 'Result' });
  await result.getByText('Hola, Ada!').waitFor();
  assertNoComplaints(complaints);

  const milliseconds = await portal.stop();
  assert.ok(milliseconds < 2_000, `It took ${milliseconds} ms.`);
});
