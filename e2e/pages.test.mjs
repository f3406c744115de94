import { test } from 'node:test';
import { assertAccessible } from './harness/accessibility.mjs';
import { assertNoComplaints, openPage, signIn } from './harness/browser.mjs';
import { runGreeting } from './harness/greeting.mjs';
import { takePicture } from './harness/pictures.mjs';
import { Portal } from './harness/portal.mjs';

test('every page is accessible, quiet and pleasant to look at, in light and dark', async (t) => {
  const portal = await Portal.start(t);
  for (const colorScheme of ['light', 'dark']) {
    const { page, complaints } = await openPage(t, portal.url, { colorScheme });
    await signIn(page);
    const run = await runGreeting(page, { name: 'Ada', language: 'Spanish' });
    const pages = {
      workflows: { address: '/orchestrator', shows: page.getByRole('link', { name: 'Run Greeting' }) },
      runs: {
        address: '/orchestrator/instances',
        shows: page.getByRole('row').getByText('Completed').first(),
      },
      workflow: {
        address: '/orchestrator/workflows/greeting',
        shows: page.getByText('GreetInSpanish').first(),
      },
      form: {
        address: '/orchestrator/workflows/greeting/execute',
        shows: page.getByRole('button', { name: 'Next' }),
      },
      instance: { address: run, shows: page.getByText('Hola, Ada!').first() },
      settings: { address: '/settings', shows: page.getByRole('heading', { name: 'Settings' }) },
    };
    for (const [name, { address, shows }] of Object.entries(pages)) {
      await t.test(`${name}, ${colorScheme}`, async () => {
        complaints.length = 0;
        await page.goto(address);
        await shows.waitFor();
        await page.waitForLoadState('networkidle').catch(() => {});
        await takePicture(page, `${name}-${colorScheme}`);
        // Backstage's own settings page is not ours to mend; it must work all the same.
        if (name !== 'settings') await assertAccessible(page, `${name}, ${colorScheme}`);
        assertNoComplaints(complaints);
      });
    }
    await page.context().close();
  }
});
