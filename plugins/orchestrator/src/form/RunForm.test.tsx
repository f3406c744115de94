import '../testing/environment';
import { describe, expect, it } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { RJSFSchema } from '@rjsf/utils';
import { MemoryRouter } from 'react-router-dom';
import { OrchestratorRequestError } from '../api/request-error';
import { RunForm } from './RunForm';

const schema: RJSFSchema = {
  type: 'object',
  definitions: {
    person: {
      type: 'object',
      title: 'Person',
      required: ['name', 'email'],
      properties: { name: { type: 'string', title: 'Full name' }, email: { type: 'string', title: 'Email' } },
    },
  },
  properties: {
    person: { $ref: '#/definitions/person' },
    equipment: {
      type: 'object',
      title: 'Equipment',
      properties: { remote: { type: 'boolean', title: 'Works remotely', default: true } },
    },
  },
};

function renderForm(onRun: (data: unknown) => Promise<void>, initialData: unknown = {}) {
  return render(
    <MemoryRouter>
      <RunForm schema={schema} initialData={initialData} onRun={onRun} blocked={undefined} />
    </MemoryRouter>,
  );
}

describe('RunForm', () => {
  it('stays on a step with errors, shows them at their fields and puts the keyboard there', async () => {
    const user = userEvent.setup();
    renderForm(async () => {});
    await user.click(screen.getByRole('button', { name: 'Next' }));

    const name = screen.getByLabelText(/Full name/);
    expect(name).toBeInvalid();
    expect(name).toHaveAccessibleDescription('This field is required.');
    expect(name).toHaveFocus();
    expect(screen.getByRole('alert')).toHaveTextContent('2 fields need attention.');
  });

  it('sends what the steps hold, defaults included, after a review', async () => {
    const user = userEvent.setup();
    const sent: unknown[] = [];
    renderForm(async (data) => {
      sent.push(data);
    });
    await user.type(screen.getByLabelText(/Full name/), 'Ada');
    await user.type(screen.getByLabelText(/Email/), 'ada@example.com');
    await user.click(screen.getByRole('button', { name: 'Next' }));
    expect(screen.getByLabelText('Works remotely')).toBeChecked();
    await user.click(screen.getByRole('button', { name: 'Next' }));

    expect(screen.getByText('Ada')).toBeInTheDocument();
    expect(screen.getByText('Yes')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Run' }));
    expect(sent).toEqual([
      { person: { name: 'Ada', email: 'ada@example.com' }, equipment: { remote: true } },
    ]);
  });

  it('goes back to the field that the server refuses, and forgets the error once the value is changed', async () => {
    const user = userEvent.setup();
    renderForm(
      async () => {
        throw new OrchestratorRequestError({
          message: 'The input does not fit the workflow.',
          status: 400,
          code: 'InputError',
          fields: [{ path: '/person/email', message: 'must be an address of this company' }],
        });
      },
      { person: { name: 'Ada', email: 'ada@elsewhere.com' } },
    );
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await user.click(screen.getByRole('button', { name: 'Run' }));

    const email = await screen.findByLabelText(/Email/);
    expect(email).toHaveValue('ada@elsewhere.com');
    expect(email).toHaveAccessibleDescription('Must be an address of this company.');
    expect(email).toHaveFocus();
    expect(screen.getByText('The input does not fit the workflow.')).toBeInTheDocument();

    await user.type(email, 'x');
    expect(email).not.toBeInvalid();
    expect(screen.queryByText('The input does not fit the workflow.')).not.toBeInTheDocument();
  });

  it('lets one go back to earlier steps by their names', async () => {
    const user = userEvent.setup();
    renderForm(async () => {}, { person: { name: 'Ada', email: 'a@b.c' } });
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await user.click(screen.getByRole('button', { name: 'Person' }));
    expect(screen.getByLabelText(/Full name/)).toHaveValue('Ada');
  });
});
