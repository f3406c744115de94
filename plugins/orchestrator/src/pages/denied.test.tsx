import { describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { FakeBackend } from '../testing/fake-backend';
import { renderPortal } from '../testing/render-portal';
import { overview, running, source } from '../testing/samples';

// Backstage remembers decisions for as long as a page lives, so these tests have a file of their own.
const denied = [
  'orchestrator.workflow.use',
  'orchestrator.workflowAdminView',
  'orchestrator.instanceAdminView',
];

describe('a user with few permissions', () => {
  it('is told which permission is missing to run a workflow', async () => {
    const backend = new FakeBackend().on('POST workflows/overview', { body: { overviews: [overview] } });
    await renderPortal('', backend, { denied });
    const button = await screen.findByRole('link', {
      name: /you need the permission orchestrator.workflow.use/,
    });
    expect(button).toHaveAttribute('aria-disabled', 'true');
  });

  it('sees neither inputs nor data of a run, nor buttons for it', async () => {
    const backend = new FakeBackend()
      .on(`GET workflows/instances/${running.id}`, { body: running })
      .on('GET workflows/trip/source', { text: source });
    await renderPortal(`/instances/${running.id}`, backend, { denied });
    await screen.findByRole('list', { name: 'States of the workflow' });
    expect(screen.queryByRole('region', { name: 'Data' })).not.toBeInTheDocument();
    expect(screen.queryByRole('region', { name: 'Inputs' })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Abort' })).not.toBeInTheDocument();
    expect(backend.count('GET workflows/trip/inputSchema')).toBe(0);
  });

  it('sees the states of a workflow but not its source', async () => {
    const backend = new FakeBackend()
      .on('GET workflows/trip/overview', { body: overview })
      .on('GET workflows/trip/source', { text: source });
    await renderPortal('/workflows/trip', backend, { denied });
    await screen.findByRole('list', { name: 'States of the workflow' });
    expect(screen.queryByRole('region', { name: /Definition/ })).not.toBeInTheDocument();
  });
});
