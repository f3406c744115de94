import { findFrame } from '../draft/frames.js';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import type { Fact } from '../facts.js';
import { cancelPath } from '../flow/cancel.js';
import { closeInside } from '../flow/close.js';
import type { Next } from '../flow/next.js';
import { goOnWith } from './go-on-with.js';
import { beginAnew, repeat } from './repair.js';
import { trigger } from './trigger.js';

type NodeCommand = Extract<Fact, { type: 'node-triggered' | 'node-retriggered' | 'node-cancelled' }>;

/** Carries out what an operator wants of a single node. False: it is gone, or the instance is suspended. */
export function receiveNodeCommand(walk: Walk, fact: NodeCommand): boolean {
  if (walk.state === 'SUSPENDED') return false;
  if (fact.type === 'node-triggered') return trigger(walk, fact.task);
  const frame = findFrame(walk.root, fact.node);
  if (!frame) return false;
  const work = fact.type === 'node-retriggered' ? retrigger : cancel;
  goOnWith(walk, frame, () => work(walk, frame));
  return true;
}

/** What a compensation has still to undo is known to its own node alone, so there the state being undone begins anew. */
function retrigger(walk: Walk, frame: OpenFrame): Next {
  const { frames } = frame.scope;
  const undoing = frame.task.kind === 'compensate' ? frames[frames.indexOf(frame) + 1] : undefined;
  const target = undoing ?? frame;
  return target.failed ? repeat(walk, target) : beginAnew(walk, target);
}

function cancel(walk: Walk, frame: OpenFrame): Next {
  closeInside(walk, frame);
  return cancelPath(walk, frame.scope);
}
