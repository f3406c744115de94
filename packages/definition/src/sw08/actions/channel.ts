import type { Cursor } from '../../document/cursor.js';
import type { ActionBase, EmitTask } from '../../program/action.js';
import type { ListenTask } from '../../program/task.js';
import type { Template } from '../../expressions/template.js';
import type { ChannelFunction } from '../functions/declared-function.js';

/** Properties of an action that have no meaning while it waits for a message. */
const NOT_WHILE_RECEIVING = ['condition', 'sleep', 'retryRef'];

/** An action that calls the sending operation of an AsyncAPI document (workflow-runtime.md 2.6). */
export function publishTask(base: ActionBase, called: ChannelFunction, data: Template | undefined): EmitTask {
  const { name, channel } = called;
  return {
    ...base,
    kind: 'emit',
    event: { name, type: channel, attributes: {}, correlation: [], ...(data && { data }) },
  };
}

/** An action that calls the receiving operation: the payload of the next message is its result. */
export function receiveTask(action: Cursor, base: ActionBase, called: ChannelFunction): ListenTask {
  for (const key of NOT_WHILE_RECEIVING) {
    if (!action.get(key).exists) continue;
    action
      .get(key)
      .reportName(
        'error',
        'not-supported',
        `An action that waits for a message can't have "${key}"; leave it out.`,
      );
  }
  const { id, name, role, state, timeout, result } = base;
  return {
    kind: 'listen',
    id,
    name,
    role,
    state,
    mode: 'any',
    entries: [
      {
        label: called.name,
        events: [
          { name: called.name, type: called.channel, correlation: [], dataOnly: true, filter: result },
        ],
      },
    ],
    ...(timeout && { timeout }),
  };
}
