import { expect } from 'vitest';

/** @type {readonly import('../runs.mjs').Case[]} */
export const python = [
  {
    workflow: 'python',
    title: 'with a module on its search path',
    leftOut: 'service:python is not built yet',
    expected: () => ({
      data: {
        timeStr: expect.stringMatching(/^\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}$/),
        result: {
          message: expect.stringMatching(
            /^Current date and time is: .*\nYour greeting is: Welcome, Superman$/,
          ),
          outputs: [],
          nextWorkflows: [{ id: 'next', name: 'next' }],
        },
      },
    }),
  },
];
