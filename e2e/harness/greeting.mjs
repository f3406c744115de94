/** Fills the form of Greeting and runs it; ends on the page of the run, completed. Answers the address of that page. */
export async function runGreeting(page, { name, language }) {
  await page.getByRole('link', { name: 'Run Greeting' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: /Language/ }).click();
  await page.getByRole('option', { name: language }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForURL('**/orchestrator/instances/*');
  await status(page, 'Completed');
  return page.url();
}

/** Waits until the page of a run shows this status. */
export async function status(page, text, timeout = 15_000) {
  await page
    .getByRole('main')
    .getByRole('definition')
    .getByText(text, { exact: true })
    .first()
    .waitFor({ timeout });
}
