import { describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { accessibilityProblems } from '../testing/accessibility';
import { FakeBackend } from '../testing/fake-backend';
import { renderPortal } from '../testing/render-portal';
import { completed, overview, source } from '../testing/samples';

const schema = {
  type: 'object',
  properties: {
    city: { type: 'string', title: 'City', description: 'Where to?' },
    far: { type: 'boolean', title: 'Far away', default: true },
  },
  required: ['city'],
};

function backend(answer: unknown): FakeBackend {
  return new FakeBackend()
    .on('GET workflows/trip/overview', { body: overview })
    .on('GET workflows/trip/inputSchema', { body: answer })
    .on('POST workflows/trip/execute', { body: { id: completed.id } })
    .on(`GET workflows/instances/${completed.id}`, { body: completed })
    .on('GET workflows/trip/source', { text: source });
}

describe('run form page', () => {
  it('runs the workflow with the input and goes to the new run', async () => {
    const user = userEvent.setup();
    const server = backend({ inputSchema: schema });
    const portal = await renderPortal('/workflows/trip/execute?targetEntity=component:default/shop', server);
    await user.type(await screen.findByLabelText(/City/), 'Lyon');
    expect(await accessibilityProblems(portal.container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await user.click(await screen.findByRole('button', { name: 'Run' }));

    expect(await screen.findByText('good')).toBeInTheDocument();
    expect(server.requests.find(({ route }) => route === 'POST workflows/trip/execute')?.body).toEqual({
      inputData: { city: 'Lyon', far: true },
      targetEntity: 'component:default/shop',
    });
  });

  it('begins with the input of the run that the address names', async () => {
    const server = backend({ inputSchema: schema, data: { city: 'Porto', far: false } });
    await renderPortal('/workflows/trip/execute?instanceId=run-1', server);
    expect(await screen.findByLabelText(/City/)).toHaveValue('Porto');
    expect(screen.getByLabelText('Far away')).not.toBeChecked();
    expect(server.requests.some(({ query }) => query === '?instanceId=run-1')).toBe(true);
  });

  it('shows the server’s errors at their fields', async () => {
    const user = userEvent.setup();
    const server = backend({ inputSchema: schema, data: { city: 'Atlantis' } }).on(
      'POST workflows/trip/execute',
      {
        status: 400,
        body: {
          error: {
            name: 'InputError',
            message: 'The input does not fit.',
            fields: [{ path: '/city', message: 'must be above the sea' }],
          },
        },
      },
    );
    await renderPortal('/workflows/trip/execute', server);
    await user.click(await screen.findByRole('button', { name: 'Next' }));
    await user.click(await screen.findByRole('button', { name: 'Run' }));
    expect(await screen.findByText('Must be above the sea.')).toBeInTheDocument();
    expect(screen.getByLabelText(/City/)).toBeInvalid();
  });

  it('runs a workflow without a schema at once', async () => {
    const user = userEvent.setup();
    const server = backend({});
    await renderPortal('/workflows/trip/execute', server);
    expect(await screen.findByText('This workflow asks for nothing')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Run' }));
    expect(await screen.findByText('good')).toBeInTheDocument();
  });
});
