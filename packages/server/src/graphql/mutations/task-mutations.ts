import { pathOf } from './command.js';
import type { Command } from './command.js';
import { given } from './mutation.js';
import type { MutationArguments, Mutations } from './mutation.js';

/** For whom something is done to a user task, as GraphQL's arguments say. */
export type TaskCaller = { readonly [name in 'user' | 'groups']?: MutationArguments[name] | undefined };

/** What can be changed about a user task. */
const CHANGES = [
  'description',
  'priority',
  'actualOwner',
  'adminGroups',
  'adminUsers',
  'excludedUsers',
  'potentialGroups',
  'potentialUsers',
  'inputParams',
];

/** Mutations of user tasks, which only other runtimes have (data-index-and-jobs.md 1.8). */
export const taskMutations = {
  UserTaskInstanceUpdate: ({ taskId, user, groups, ...args }, to) =>
    to.toTask(taskId, {
      operation: `UPDATE user task instance with taskId: ${taskId}`,
      method: 'PATCH',
      path: `/management/usertasks${pathOf(taskId)}${callerQuery({ user, groups })}`,
      body: JSON.stringify(given(Object.fromEntries(CHANGES.map((name) => [name, args[name]])))),
    }),
  UserTaskInstanceCommentCreate: ({ taskId, comment, ...caller }, to) =>
    to.toTask(taskId, {
      operation: `Adding comment to user task instance with taskId: ${taskId}`,
      ...noteOf('POST', taskId, 'comments', '', caller, { comment }),
    }),
  UserTaskInstanceAttachmentCreate: ({ taskId, name, uri, ...caller }, to) =>
    to.toTask(taskId, {
      operation: `Adding attachment to user task instance with taskId: ${taskId}`,
      ...noteOf('POST', taskId, 'attachments', '', caller, { name, uri }),
    }),
  UserTaskInstanceCommentUpdate: ({ commentId, comment, ...caller }, to) =>
    to.toTaskOf('comment', commentId, (taskId) => ({
      operation: `Updating comment ${commentId} of user task instance with taskId: ${taskId}`,
      ...noteOf('PUT', taskId, 'comments', commentId, caller, { comment }),
    })),
  UserTaskInstanceCommentDelete: ({ commentId, ...caller }, to) =>
    to.toTaskOf('comment', commentId, (taskId) => ({
      operation: `Deleting comment ${commentId} of user task instance with taskId: ${taskId}`,
      ...noteOf('DELETE', taskId, 'comments', commentId, caller),
    })),
  UserTaskInstanceAttachmentUpdate: ({ attachmentId, name, uri, ...caller }, to) =>
    to.toTaskOf('attachment', attachmentId, (taskId) => ({
      operation: `Updating attachment ${attachmentId} of user task instance with taskId: ${taskId}`,
      ...noteOf('PUT', taskId, 'attachments', attachmentId, caller, { name, uri }),
    })),
  UserTaskInstanceAttachmentDelete: ({ attachmentId, ...caller }, to) =>
    to.toTaskOf('attachment', attachmentId, (taskId) => ({
      operation: `Deleting attachment ${attachmentId} of user task instance with taskId: ${taskId}`,
      ...noteOf('DELETE', taskId, 'attachments', attachmentId, caller),
    })),
} satisfies Mutations;

function noteOf(
  method: Command['method'],
  taskId: string,
  list: 'comments' | 'attachments',
  id: string,
  caller: TaskCaller,
  content?: Parameters<typeof given>[0],
): Omit<Command, 'operation'> {
  const path = `/usertasks/instance${pathOf(taskId)}/${list}${id === '' ? '' : pathOf(id)}${callerQuery(caller)}`;
  return { method, path, ...(content && { body: JSON.stringify(given(content)) }) };
}

/** The same in the query of an address. */
export function callerQuery({ user, groups }: TaskCaller): string {
  const query = new URLSearchParams();
  if (typeof user === 'string') query.append('user', user);
  for (const group of groups ?? []) if (group !== null) query.append('group', group);
  return query.size > 0 ? `?${query.toString()}` : '';
}
