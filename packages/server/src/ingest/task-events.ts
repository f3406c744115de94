import type { LifecycleEvent, TaskAssignment } from '@orchestrator/store';
import { HttpProblem } from '../http/problem.js';
import type { ReadEvent } from './event-fields.js';
import { headOf } from './process-events.js';
import type { Reader } from './process-events.js';

/** Kinds of assignments by the role that they give. */
const ROLES: ReadonlyMap<string, TaskAssignment['role']> = new Map([
  ['USER_OWNERS', 'potentialUsers'],
  ['USER_GROUPS', 'potentialGroups'],
  ['USERS_EXCLUDED', 'excludedUsers'],
  ['ADMIN_GROUPS', 'adminGroups'],
  ['ADMIN_USERS', 'adminUsers'],
]);

/** Kinds of state events with which a task is over. */
const OVER: ReadonlySet<string> = new Set(['completed', 'aborted']);

/** `eventType` of what was removed, among the events about comments and attachments. */
const REMOVED = 3;

/** Events about user tasks (data-index-and-jobs.md 3.4). */
export const taskReaders: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['UserTaskInstanceStateDataEvent', readState],
  ['UserTaskInstanceAssignmentDataEvent', readAssignment],
  ['UserTaskInstanceVariableDataEvent', readVariable],
  ['UserTaskInstanceCommentDataEvent', (read) => readNote(read, 'comments')],
  ['UserTaskInstanceAttachmentDataEvent', (read) => readNote(read, 'attachments')],
  ['UserTaskInstanceDeadlineDataEvent', () => undefined],
]);

function readState(read: ReadEvent): LifecycleEvent {
  const { attributes, data, time, event } = read;
  const task = taskOf(read);
  const name = data.text('userTaskName');
  const instanceId = data.text('processInstanceId') ?? attributes.text('kogitoprocinstanceid');
  const externalReferenceId = data.text('externalReferenceId');
  return {
    ...headOf(read),
    kind: 'task-state',
    task,
    at: data.time('eventDate') ?? time,
    over: OVER.has((data.text('eventType') ?? '').toLowerCase()),
    definitionId: data.text('userTaskDefinitionId'),
    instanceId,
    workflowId: attributes.text('kogitoprocid') ?? data.text('processId'),
    rootInstanceId: attributes.text('kogitorootprociid'),
    rootWorkflowId: attributes.text('kogitorootprocid'),
    name,
    description: data.text('userTaskDescription'),
    priority: data.text('userTaskPriority'),
    state: data.text('state') ?? attributes.text('kogitousertaskist'),
    actualOwner: data.text('actualOwner'),
    referenceName: data.text('userTaskReferenceName'),
    externalReferenceId,
    slaDueAt: data.time('slaDueDate'),
    endpoint:
      event.source === ''
        ? null
        : [
            event.source,
            // Half a surrogate pair cannot be encoded; whether it can be stored is for the store to say.
            ...[instanceId, name, externalReferenceId ?? task].map((part) =>
              encodeURIComponent((part ?? '').toWellFormed()),
            ),
          ].join('/'),
  };
}

function readAssignment(read: ReadEvent): LifecycleEvent {
  const { data } = read;
  const kind = data.required('assignmentType');
  const role = ROLES.get(kind);
  if (!role) throw new HttpProblem(400, 'bad-event', `There is no kind "${kind}" of assignments.`);
  return { ...headOf(read), kind: 'task-assignment', task: taskOf(read), role, names: data.texts('users') };
}

function readVariable(read: ReadEvent): LifecycleEvent {
  const { data } = read;
  return {
    ...headOf(read),
    kind: 'task-variable',
    task: taskOf(read),
    direction: data.text('variableType') === 'INPUT' ? 'inputs' : 'outputs',
    name: data.required('variableName'),
    value: data.value('variableValue'),
  };
}

function readNote(read: ReadEvent, list: 'comments' | 'attachments'): LifecycleEvent {
  const { data, time } = read;
  const isComment = list === 'comments';
  return {
    ...headOf(read),
    kind: 'task-note',
    task: taskOf(read),
    list,
    note: data.required(isComment ? 'commentId' : 'attachmentId'),
    removed: data.number('eventType') === REMOVED,
    name: isComment ? null : data.text('attachmentName'),
    content: data.text(isComment ? 'commentContent' : 'attachmentURI'),
    user: data.text('eventUser'),
    at: data.time('eventDate') ?? Math.floor(time),
  };
}

function taskOf({ attributes, data }: ReadEvent): string {
  return attributes.text('kogitousertaskiid') ?? data.required('userTaskInstanceId');
}
