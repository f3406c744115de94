import { framesFrom, framesOf } from '../draft/frames.js';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import type { Next } from '../flow/next.js';
import type { InstanceError } from '../instance/instance.js';
import { countLater } from './repair.js';

/**
 * Plans work on a single frame, by which whatever has failed inside it is given up. An instance in ERROR goes on unless
 * other nodes have failed as well; it then names one of those.
 */
export function goOnWith(walk: Walk, frame: OpenFrame, work: () => Next): void {
  walk.stepsSinceWait = 0;
  walk.agenda.last(frame.scope, work);
  if (walk.state !== 'ERROR') return;
  const frames = [...framesOf(walk.root)];
  const within = new Set(framesFrom(frame));
  const failed = frames.find((open) => open.failed && !within.has(open));
  if (!failed) {
    walk.state = 'ACTIVE';
    walk.error = undefined;
    countLater(walk, frames);
  } else if ([...within].some(({ node }) => node === walk.error?.node)) {
    walk.error = alsoFailed(failed);
  }
}

/** Why a node failed after another one had is told by its trace alone. */
function alsoFailed({ task, node }: OpenFrame): InstanceError {
  const message = `"${task.name}" has failed as well; look at its node for the reason.`;
  return { code: 'also-failed', message, task: task.id, node };
}
