import type { EmitTask } from '@orchestrator/definition';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import { cloudEvent } from '../events/cloud-event.js';
import { subscribe } from '../events/subscribe.js';
import type { Next } from '../flow/next.js';
import { actionData, wholeData } from './action-data.js';

/** Sends an event, and waits for the answering one where the action names it. */
export function emit(walk: Walk, frame: OpenFrame, task: EmitTask): Next {
  const { scope } = frame;
  const { data: payload } = task.event;
  const data = actionData(walk, frame, task);
  const value = payload ? walk.fill(payload, scope, data) : wholeData(walk, frame, task, data);
  walk.showInput(frame, payload?.confidential ? walk.shown(payload, scope, data) : value);
  const { answer } = task;
  if (answer && !task.detached) {
    subscribe(walk, frame, [answer.event]);
    const due = answer.timeout && walk.after(answer.timeout, scope);
    walk.await(frame, { for: 'events', ...(due !== undefined && { due }) });
  }
  walk.effects.push({
    type: 'publish',
    node: frame.node,
    event: cloudEvent(walk, scope, task.event, value, data),
  });
  return frame.wait ? undefined : { done: true };
}
