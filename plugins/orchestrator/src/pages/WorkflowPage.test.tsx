import { describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { accessibilityProblems } from '../testing/accessibility';
import { FakeBackend } from '../testing/fake-backend';
import { renderPortal } from '../testing/render-portal';
import { completed, failed, overview, source } from '../testing/samples';

function backend(): FakeBackend {
  return new FakeBackend()
    .on('GET workflows/trip/overview', { body: overview })
    .on('GET workflows/trip/source', { text: source })
    .on('POST workflows/trip/instances', { body: { totalCount: 1, items: [completed] } })
    .on('POST workflows/instances', {
      body: { totalCount: 2, items: [completed, { ...failed, id: 'bbbb-22222222' }] },
    });
}

describe('workflow page', () => {
  it('shows what the workflow does, in a picture, in words and as text', async () => {
    const portal = await renderPortal('/workflows/trip', backend());
    expect(await screen.findByText('Gets someone somewhere.')).toBeInTheDocument();
    const states = await screen.findByRole('list', { name: 'States of the workflow' });
    expect(
      within(states).getByText(/Choose \(switch\)\. \.far: Fly\. otherwise: Walk\./),
    ).toBeInTheDocument();
    expect(await screen.findByRole('region', { name: 'Definition of the workflow' })).toHaveTextContent(
      'duration: PT1H',
    );
    expect(await accessibilityProblems(portal.container)).toEqual([]);
  });

  it('takes over a changed definition when a signal tells of it', async () => {
    const server = backend();
    const portal = await renderPortal('/workflows/trip', server);
    await screen.findByRole('list', { name: 'States of the workflow' });
    server.on('GET workflows/trip/source', { text: source.replaceAll('Walk', 'Cycle') });
    portal.signal({ workflowId: 'trip' });
    expect(await screen.findByText(/Cycle \(inject\)/)).toBeInTheDocument();
  });

  it('says when there is no such workflow', async () => {
    await renderPortal('/workflows/nowhere', new FakeBackend());
    expect(await screen.findByText('There is nothing at this address.')).toBeInTheDocument();
  });
});

describe('lists of runs', () => {
  it('shows the runs of one workflow on its page', async () => {
    const portal = await renderPortal('/workflows/trip/runs', backend());
    expect(await screen.findByRole('row', { name: /11111111/ })).toHaveTextContent('Completed');
    expect(screen.getByText('1 run')).toBeInTheDocument();
    expect(await accessibilityProblems(portal.container)).toEqual([]);
  });

  it('shows all runs, newest first, page by page', async () => {
    const server = backend();
    await renderPortal('/instances', server);
    expect(await screen.findByRole('row', { name: /22222222/ })).toHaveTextContent('Failed');
    expect(server.requests[0]?.body).toEqual({
      paginationInfo: { pageSize: 20, offset: 0, orderBy: 'start', orderDirection: 'DESC' },
    });
  });
});
