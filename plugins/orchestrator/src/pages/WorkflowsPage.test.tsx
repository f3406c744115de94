import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { accessibilityProblems } from '../testing/accessibility';
import { FakeBackend } from '../testing/fake-backend';
import { renderPortal } from '../testing/render-portal';
import { overview } from '../testing/samples';

const LIST = 'POST workflows/overview';

describe('workflows page', () => {
  it('lists workflows with their last run and a way to run them', async () => {
    const portal = await renderPortal('', new FakeBackend().on(LIST, { body: { overviews: [overview] } }));

    const row = await screen.findByRole('row', { name: /Plan a trip/ });
    expect(within(row).getByRole('link', { name: 'Plan a trip' })).toHaveAttribute(
      'href',
      '/orchestrator/workflows/trip',
    );
    expect(within(row).getByText('Completed')).toBeInTheDocument();
    expect(within(row).getByText('3 of 4')).toBeInTheDocument();
    await waitFor(() =>
      expect(within(row).getByRole('link', { name: 'Run Plan a trip' })).toHaveAttribute(
        'href',
        '/orchestrator/workflows/trip/execute',
      ),
    );
    expect(await accessibilityProblems(portal.container)).toEqual([]);
  });

  it('shows every finding with its place, and what it means for runs', async () => {
    const finding = {
      code: 'unknown-state',
      severity: 'error',
      message: 'There is no state Fyl.',
      line: 9,
      column: 21,
    };
    await renderPortal(
      '',
      new FakeBackend().on(LIST, {
        body: {
          overviews: [overview],
          problems: [
            {
              file: 'trip/trip.sw.yaml',
              workflowId: 'trip',
              findings: [{ ...finding, file: 'trip/trip.sw.yaml' }],
            },
            { file: 'new/new.sw.yaml', findings: [{ ...finding, file: 'new/new.sw.yaml' }] },
          ],
        },
      }),
    );
    expect(await screen.findByText('trip/trip.sw.yaml:9:21')).toBeInTheDocument();
    expect(screen.getByText('The last good version stays in force.')).toBeInTheDocument();
    expect(screen.getByText(/It cannot be run until this is mended/)).toBeInTheDocument();
  });

  it('says how to get a first workflow', async () => {
    await renderPortal('', new FakeBackend().on(LIST, { body: { overviews: [] } }));
    expect(await screen.findByText('No workflows yet')).toBeInTheDocument();
  });

  it('shows the server’s sentence and loads again on request', async () => {
    const user = userEvent.setup();
    const backend = new FakeBackend().on(LIST, {
      status: 503,
      body: { error: { name: 'ServiceUnavailableError', message: 'The engine is starting.' } },
    });
    const portal = await renderPortal('', backend);
    expect(await screen.findByText('The engine is starting.')).toBeInTheDocument();
    expect(await accessibilityProblems(portal.container)).toEqual([]);

    backend.on(LIST, { body: { overviews: [overview] } });
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByRole('row', { name: /Plan a trip/ })).toBeInTheDocument();
  });

  it('takes over changes when a signal tells of them', async () => {
    const backend = new FakeBackend().on(LIST, { body: { overviews: [overview] } });
    const portal = await renderPortal('', backend);
    await screen.findByRole('row', { name: /Plan a trip/ });

    backend.on(LIST, { body: { overviews: [{ ...overview, lastRunStatus: 'ERROR' }] } });
    portal.signal({ instanceId: 'run-2', version: 1 });
    expect(await screen.findByText('Failed')).toBeInTheDocument();
  });
});
