import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ProcessInstanceDTO } from '@orchestrator/plugin-orchestrator-common';
import { accessibilityProblems } from '../testing/accessibility';
import { FakeBackend } from '../testing/fake-backend';
import { renderPortal } from '../testing/render-portal';
import { completed, failed, running, source } from '../testing/samples';

const DETAIL = `GET workflows/instances/${running.id}`;

function backendWith(instance: ProcessInstanceDTO): FakeBackend {
  return new FakeBackend()
    .on(DETAIL, { body: instance })
    .on('GET workflows/trip/source', { text: source })
    .on('GET workflows/trip/inputSchema', { body: { data: { far: true } } });
}

const path = `/instances/${running.id}`;

describe('instance page', () => {
  it('shows where a running instance is', async () => {
    const portal = await renderPortal(path, backendWith(running));
    const states = await screen.findByRole('list', { name: 'States of the workflow' });
    expect(within(states).getByText(/Wait \(sleep\): Running/)).toBeInTheDocument();
    expect(within(states).getByText(/Walk \(inject\): not reached/)).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /book/ })).toHaveTextContent('4.0 s');
    expect(screen.getByText('The run is under way; its result appears here.')).toBeInTheDocument();
    expect(await screen.findByRole('button', { name: 'Abort' })).toBeInTheDocument();
    expect(await accessibilityProblems(portal.container)).toEqual([]);
  });

  it('shows the result of a completed run, and follows no dangerous link', async () => {
    const portal = await renderPortal(path, backendWith(completed));
    expect(await screen.findByText('good')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /tickets.example.com/ })).toHaveAttribute(
      'href',
      'https://tickets.example.com/1',
    );
    expect(screen.getByText('javascript:alert(1)').closest('a')).toBeNull();
    expect(screen.getByText('Bags').nextElementSibling).toHaveTextContent('0');
    expect(screen.getByRole('link', { name: 'Write a report' })).toHaveAttribute(
      'href',
      `/orchestrator/workflows/report/execute?instanceId=${running.id}`,
    );
    expect(await screen.findByRole('link', { name: 'Run again' })).toHaveAttribute(
      'href',
      `/orchestrator/workflows/trip/execute?instanceId=${running.id}`,
    );
    expect(screen.queryByRole('button', { name: 'Abort' })).not.toBeInTheDocument();
    expect(await accessibilityProblems(portal.container)).toEqual([]);
  });

  it('shows why a run failed and leads to the failing state', async () => {
    const user = userEvent.setup();
    const portal = await renderPortal(path, backendWith(failed));
    const error = await screen.findByRole('region', { name: 'Error' });
    expect(error).toHaveTextContent('The function book answered with status 503.');
    expect(error).toHaveTextContent('503 Service Unavailable');
    await user.click(await within(error).findByRole('button', { name: 'Fly' }));
    expect(screen.getByRole('row', { name: /^Fly/ })).toHaveAttribute('aria-current', 'true');
    expect(await accessibilityProblems(portal.container)).toEqual([]);
  });

  it('says that an aborted run has no result', async () => {
    await renderPortal(path, backendWith({ ...running, state: 'ABORTED', end: '2026-01-01T10:10:00.000Z' }));
    expect(await screen.findByText('Aborted before there was a result.')).toBeInTheDocument();
  });

  it('follows the run by signals, and asks only for what is newer', async () => {
    const backend = backendWith(running);
    const portal = await renderPortal(path, backend);
    await screen.findByText('The run is under way; its result appears here.');
    const before = backend.count(DETAIL);

    portal.signal({ instanceId: 'another', version: 9 });
    portal.signal({ instanceId: running.id, version: 2 });
    expect(backend.count(DETAIL)).toBe(before);

    backend.on(DETAIL, { body: completed });
    portal.signal({ instanceId: running.id, version: 3 });
    expect(await screen.findByText('good')).toBeInTheDocument();
  });

  it('names the permission that is missing', async () => {
    const backend = new FakeBackend().on(DETAIL, {
      status: 403,
      body: {
        error: {
          name: 'NotAllowedError',
          message: 'Ada started this run.',
          permission: 'orchestrator.instanceAdminView',
        },
      },
    });
    await renderPortal(path, backend);
    expect(await screen.findByText('You may not see this run')).toBeInTheDocument();
    expect(screen.getByText('orchestrator.instanceAdminView')).toBeInTheDocument();
  });

  it('aborts only after a confirmation, which Escape declines', async () => {
    const user = userEvent.setup();
    const ABORT = `DELETE workflows/instances/${running.id}/abort`;
    const backend = backendWith(running).on(ABORT, { body: 'aborted' });
    await renderPortal(path, backend);
    await user.click(await screen.findByRole('button', { name: 'Abort' }));
    await screen.findByRole('dialog', { name: 'Abort this run?' });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(backend.count(ABORT)).toBe(0);

    await user.click(screen.getByRole('button', { name: 'Abort' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Abort' }));
    await waitFor(() => expect(backend.count(ABORT)).toBe(1));
  });
});
