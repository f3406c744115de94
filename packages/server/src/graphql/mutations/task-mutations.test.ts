import { expect, it } from 'vitest';
import type { Command } from './command.js';
import type { Commander } from './commander.js';
import type { MutationArguments } from './mutation.js';
import { taskMutations } from './task-mutations.js';

it('changes of a user task hold what was given, and nothing else', async () => {
  const to = {
    toTask: (_: string, { path, body }: Command) => Promise.resolve(`${path} ${body}`),
  } as unknown as Commander;
  // Names that nobody gave are empty texts here.
  const args: MutationArguments = {
    id: '',
    commentId: '',
    attachmentId: '',
    processInstanceId: '',
    taskId: 't 1',
    user: 'ada',
    priority: '7',
    adminUsers: ['bob'],
    description: null,
    processId: '',
    processVersion: '',
    expirationTime: 0,
  };
  expect(await taskMutations.UserTaskInstanceUpdate(args, to)).toBe(
    '/management/usertasks/t%201?user=ada {"priority":"7","adminUsers":["bob"]}',
  );
});
