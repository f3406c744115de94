import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';

const pythonIsPresent = spawnSync('python3', ['--version']).status === 0;

/** @type {readonly import('../runs.mjs').Case[]} */
export const python = [
  {
    workflow: 'python',
    title: 'with a module on its search path',
    ...(!pythonIsPresent && { leftOut: 'python3 not found; install Python to run this' }),
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
